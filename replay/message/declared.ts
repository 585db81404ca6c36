import { follow, type Located, readSchema } from '../../schema/read.ts'
import type { SchemaId, SchemaPool } from '../../shared/schema-pool.ts'

const mostSchemas = 2_000

/** The names of the members that a schema describes on its first level, through references and all that it is put together from. */
export function declaredNames(pool: SchemaPool, id: SchemaId | undefined): ReadonlySet<string> {
  const names = new Set<string>()
  const root = id === undefined ? undefined : readSchema(pool, id)
  const seen = new Set<unknown>()
  const waiting: Located[] = root ? [root] : []
  for (let at = waiting.pop(); at && seen.size < mostSchemas; at = waiting.pop()) {
    if (seen.has(at.node)) continue
    seen.add(at.node)
    const { node } = at
    for (const name of node.properties?.keys() ?? []) names.add(name)
    const target = node.ref === undefined ? undefined : follow(pool, at, node.ref)
    if (target) waiting.push(target)
    for (const part of [...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? []), node.if, node.then, node.else])
      if (part) waiting.push({ ...at, node: part })
  }
  return names
}
