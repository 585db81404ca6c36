import type { SchemaPool } from '../../../shared/schema-pool.ts'

/** A pool of schemas by id, all of one format. */
export function poolOf(schemas: Readonly<Record<string, unknown>>, format?: string): SchemaPool {
  const entries = Object.entries(schemas).map(([id, schema]) => [
    id,
    { uri: 'file:///doc.yaml', pointer: `/components/schemas/${id}`, format, schema },
  ])
  return Object.fromEntries(entries)
}
