import type { Pointer } from '../shared/pointer.ts'
import type { SchemaId, SchemaPlace, SchemaPool } from '../shared/schema-pool.ts'
import { compileAt } from './compile.ts'
import { children, type SchemaNode } from './node.ts'
import type { Problem } from './problem.ts'
import { isDerived, readSchema } from './read.ts'

/** A value that a schema gives of itself. */
export interface SchemaValue {
  readonly keyword: 'default' | 'examples'
  readonly value: unknown
  /** Where the value stands. */
  readonly place: SchemaPlace
  /** The subschema it belongs to. */
  readonly schema: SchemaPlace
}

/** Every `default` and example in a schema and the subschemas inside it, in reading order of its parts. What it refers to is not visited: that stands elsewhere. */
export function* schemaValues(pool: SchemaPool, id: SchemaId): Generator<SchemaValue> {
  const at = readSchema(pool, id)
  if (!at || isDerived(at)) return
  const place = (pointer: Pointer): SchemaPlace => ({ id, pointer })
  const waiting: SchemaNode[] = [at.node]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const schema = place(node.pointer)
    if (node.default) yield { keyword: 'default', value: node.default.value, place: place(`${node.pointer}/default`), schema }
    for (const { pointer, value } of node.examples ?? []) yield { keyword: 'examples', value, place: place(node.pointer + pointer), schema }
    waiting.push(...[...children(node)].reverse())
  }
}

/** The values of a schema that it refuses itself, each with what is wrong; paths go from the value. */
export function* refusedValues(pool: SchemaPool, id: SchemaId): Generator<SchemaValue & { readonly problems: readonly Problem[] }> {
  for (const value of schemaValues(pool, id)) {
    const problems = compileAt(pool, value.schema)(value.value)
    if (problems && problems.length > 0) yield { ...value, problems }
  }
}
