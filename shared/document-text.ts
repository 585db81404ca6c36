import type { Message } from './protocol.ts'

/** Client to server, a request: a value as the YAML text of a document, as people write it; `null` for what is no JSON. */
export const documentText: Message<{ readonly json: string }, string | null> = { method: 'asyncapiEventSource/documentText' }
