import type { Place } from './place.ts'
import type { Message } from './protocol.ts'

/**
 * Client to server, a request: the edit that puts the payload of an event among the examples of its message, as LSP has it (`WorkspaceEdit`);
 * `null` where there is no message at the place, or it has such an example already.
 */
export const exampleEdit: Message<ExampleEditParams, unknown> = { method: 'asyncapiEventSource/example/edit' }

export interface ExampleEditParams {
  /** Where the set names the message: what that refers to is what the example gets into. */
  readonly message: Place
  readonly name: string
  /** As JSON. */
  readonly payload: string
}
