import type { Pointer } from './pointer.ts'
import type { SchemaId } from './schema-pool.ts'

/** An event source as plain data, for pages and for replay. */
export interface StreamModel {
  /** Where its channel is written out. */
  readonly uri: string
  readonly pointer: Pointer
  readonly key: string
  /** `undefined` where it is not known before run time. */
  readonly address: string | undefined
  readonly why: StreamWhy
  /** The entity, as a name in camel case with a capital; `undefined` where nothing says it. */
  readonly aggregate: string | undefined
  /** Where its messages say to which entity they belong, the commonest first. */
  readonly entity: readonly StreamLocation[]
  /** Where the parameters of the address find their values, in the order of the address; `undefined` for one that says no place. */
  readonly parameters: readonly (StreamLocation | undefined)[]
  /** Where each message carries its type, as the channel declares it. */
  readonly discriminator: StreamLocation | undefined
  /** What a sequence number counts. */
  readonly sequence: 'entity' | 'channel'
  /** The path of a reducer module, relative to `uri`, as declared. */
  readonly fold: string | undefined
  readonly messages: readonly StreamMessageModel[]
  /** Who appends and who reads, in all documents of the workspace. */
  readonly operations: readonly StreamOperation[]
  readonly servers: readonly StreamServer[]
}

export type StreamWhy =
  | { readonly kind: 'declared' }
  /** `text` is how the channel or its document say it. */
  | { readonly kind: 'said'; readonly by: 'channel' | 'document'; readonly text: string; readonly uri: string; readonly pointer: Pointer }
  | { readonly kind: 'setting'; readonly pattern: string }

/** A place in each message. */
export interface StreamLocation {
  readonly in: 'headers' | 'payload'
  readonly pointer: Pointer
}

export interface StreamMessageModel {
  readonly uri: string
  readonly pointer: Pointer
  /** In its set; empty where it has none. */
  readonly key: string
  readonly name: string | undefined
  /** What else it is called: the key of its component, its `messageId`. */
  readonly aliases: readonly string[]
  /** The constants that tell it apart from the others of its set, the likeliest first. */
  readonly marks: readonly StreamMark[]
  /** Where it says to which entity it belongs; `undefined` where it does not. */
  readonly correlation: StreamLocation | undefined
  /** Ids into the pool; `undefined` where nothing is described or it cannot be read. */
  readonly payload: SchemaId | undefined
  readonly headers: SchemaId | undefined
  /** Another one whenever anything above or in the schemas that it reaches is another one. */
  readonly hash: string
}

export interface StreamMark extends StreamLocation {
  readonly value: unknown
}

export interface StreamOperation {
  readonly uri: string
  readonly pointer: Pointer
  readonly name: string | undefined
  /** What the application does: `send` appends, `receive` reads. */
  readonly action: 'send' | 'receive' | undefined
  /** The title of the document that has it. */
  readonly application: string | undefined
}

interface StreamServer {
  readonly key: string
  readonly protocol: string | undefined
  readonly host: string | undefined
}
