import type { Streams } from '../eventsource/streams.ts'
import type { Model } from '../model/model.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Names of envelope properties, by what they say (rules.md, The envelope). */
export interface EnvelopeNames {
  readonly id: readonly string[]
  readonly time: readonly string[]
  readonly sequence: readonly string[]
  readonly version: readonly string[]
  readonly causation: readonly string[]
}

export interface RuleContext {
  readonly workspace: Workspace
  readonly model: Model
  readonly streams: Streams
  /** The names that hold for a file, by its config. Tracked. */
  envelope(uri: string): EnvelopeNames
}
