import type { Pointer } from './pointer.ts'

/** The name of a schema in a pool. Its form is the pool maker's; it never begins with `#`. */
export type SchemaId = string

/** One schema that something refers to, and where it stands. */
export interface PoolSchema {
  readonly uri: string
  readonly pointer: Pointer
  /** Its `schemaFormat`, as written; `undefined` is AsyncAPI's own Schema Object. */
  readonly format?: string | undefined
  /** As written, but for `$ref`: each names an id of the pool, or is `#/…` within this schema. Never changed once it is in a pool: caches hang on it. */
  readonly schema: unknown
}

/** Schemas by id. A `$ref` whose id is not there was not resolved; it decides nothing. */
export type SchemaPool = Readonly<Record<SchemaId, PoolSchema>>

/** A place inside a pool's schema: the id, and a pointer from that schema's root. */
export interface SchemaPlace {
  readonly id: SchemaId
  readonly pointer: Pointer
}

/** The schema of that id; `undefined` when the pool has none. */
export function poolSchema(pool: SchemaPool, id: SchemaId): PoolSchema | undefined {
  return Object.hasOwn(pool, id) ? pool[id] : undefined
}
