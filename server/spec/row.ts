/** A JSON value that a specification may name as allowed. */
export type Literal = string | number | boolean | null

export type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null'

/** A kind is a number: the index of its row. Equal kinds of several versions are one row. */
export type KindId = number

/**
 * What the specification says of one kind of node. All constraints hold together; what is absent constrains nothing.
 * Rows are data, generated from @asyncapi/specs; the names are JSON Schema's where the meaning is.
 */
export interface KindRow {
  /** The specification's name, such as `server` or `kafka-channel-binding`; absent for what it does not name. */
  readonly name?: string
  /** Index into {@link KindTable.docs}. */
  readonly doc?: number
  /** For each key, the index of what the specification says of it. */
  readonly keyDocs?: Readonly<Record<string, number>>
  readonly type?: readonly JsonType[]

  readonly properties?: Readonly<Record<string, KindId>>
  /** Keys that begin with `x-` are allowed, whatever they hold. */
  readonly extensible?: true
  readonly patterns?: readonly (readonly [pattern: string, kind: KindId])[]
  /** The kind of every other key, or that there is none. */
  readonly other?: KindId | false
  /** The kind of the keys themselves. */
  readonly names?: KindId
  readonly required?: readonly string[]
  /** At least one of these. */
  readonly requiredOne?: readonly string[]
  readonly forbidden?: readonly string[]

  readonly items?: KindId
  /** Kinds of the first items, by place. */
  readonly tuple?: readonly KindId[]
  readonly minItems?: number
  readonly uniqueItems?: true

  readonly enum?: readonly Literal[]
  readonly notEnum?: readonly Literal[]
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number

  /** A mapping with `$ref` is a reference to this kind, whatever else it holds; anything else is of this kind. */
  readonly reference?: KindId
  /** Only a reference is allowed, to this kind. */
  readonly target?: KindId
  readonly anyOf?: readonly KindId[]
  /** The value of one key tells the kind of the whole mapping. */
  readonly select?: Select
  /** The value of one key tells the kind of another. */
  readonly depends?: Select & { readonly property: string }
  /** Presence of a key tells the kind of the whole. */
  readonly has?: { readonly key: string; readonly then: KindId; readonly else: KindId }
}

export interface Select {
  readonly key: string
  /** Without it the key must be there. */
  readonly absent?: KindId
  readonly cases: Readonly<Record<string, KindId>>
  /** Without it no other value is allowed. */
  readonly otherwise?: KindId
}

export interface KindTable {
  readonly kinds: readonly KindRow[]
  /** For each name, its row in each version. */
  readonly names: Readonly<Record<string, Readonly<Record<string, KindId>>>>
  readonly docs: readonly string[]
}
