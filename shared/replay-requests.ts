import type { Place } from './place.ts'
import type { Lines } from './preview-protocol.ts'
import type { Message } from './protocol.ts'
import type { ReplayWhat } from './replay-protocol.ts'

/** Client to server, a request: what of a channel replay is held against. `null` where there is no channel at the place, and never was. */
export const replayWhat: Message<ReplayWhatParams, ReplayWhatAnswer | null> = { method: 'asyncapiEventSource/replay/what' }
/** Client to server, a request: the channels of a document, event sources first; without `uri` the event sources of the workspace. */
export const replayChannels: Message<{ readonly uri?: string }, readonly ReplayChannelName[]> = {
  method: 'asyncapiEventSource/replay/channels',
}

export interface ReplayWhatParams {
  readonly channel: Place
  /** The `hash` of the answer that the client has: where it is still the same, `what` is left out. */
  readonly known?: string
}

export interface ReplayWhatAnswer {
  /** Another one whenever `what` is another one. */
  readonly hash: string
  /** Whether to trust it is the client's to say. */
  readonly what: Omit<ReplayWhat, 'isTrusted'> | undefined
  readonly title: string
  /** The name of the document. */
  readonly document: string
  readonly messages: readonly { readonly name: string; readonly place: Place }[]
  readonly lines: Lines
  /** URIs at which a reducer would be found, be it there or not: a change of one of them is a change of `what`. */
  readonly folds: readonly string[]
}

export interface ReplayChannelName {
  readonly place: Place
  readonly title: string
  readonly address: string | undefined
  readonly isEventSource: boolean
}
