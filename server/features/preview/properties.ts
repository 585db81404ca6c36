import type { PropertyRow } from '../../../shared/preview-protocol.ts'
import type { SchemaView } from '../../model/schema-view.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { limitsOf } from './limits.ts'

/** Where a property has a part of its own: by its path, joined by `/`. */
export type Roles = ReadonlyMap<string, readonly PropertyRow['tags'][number][]>

const mostRows = 400
const deepest = 8

/** The rows of a schema's properties, those below them in them. A type that holds itself ends where it begins again. */
export function propertyRows(schema: SchemaView, roles: Roles): PropertyRow[] {
  return rowsOf(schema, [], roles, new Set(), { left: mostRows })
}

function rowsOf(
  schema: SchemaView,
  path: readonly string[],
  roles: Roles,
  above: ReadonlySet<Cursor>,
  budget: { left: number },
): PropertyRow[] {
  const { cursor } = schema
  if (!cursor || above.has(cursor) || path.length >= deepest) return []
  const within = new Set([...above, cursor])
  const rows: PropertyRow[] = []
  for (const { name, schema: property, required } of schema.properties().values()) {
    if (budget.left-- <= 0) break
    const here = [...path, name]
    const item = property.sub('items')
    const holder = item.layers.isMapping ? item : property
    const place = property.entry ?? cursor
    const values = property.layers.at('const')
    const listed = property.layers.at('enum').children.map((one) => one.value)
    rows.push({
      path: here,
      name,
      type: typeText(property, item),
      values: (values.exists ? [values.value] : listed).slice(0, 24).map((value) => JSON.stringify(value) ?? ''),
      limits: limitsOf(property),
      optional: !required,
      tags: roles.get(here.join('/')) ?? [],
      place: place.place,
      children: rowsOf(holder, here, roles, within, budget),
      closed: path.length > 0 ? nameOf(holder) !== undefined : nameOf(holder) !== undefined && holder !== property,
    })
  }
  return rows
}

function typeText(schema: SchemaView, item: SchemaView): string {
  if (schema.layers.at('const').exists) return ''
  if (schema.layers.at('enum').exists) return 'one of'
  if (!schema.isReadable) return 'unknown'
  if (item.layers.isMapping) return `list of ${nameOf(item) ?? (item.types.join(' or ') || 'anything')}`
  const name = schema.properties().size > 0 ? nameOf(schema) : undefined
  return name ?? (schema.types.join(' or ') || (schema.properties().size > 0 ? 'object' : 'anything'))
}

/** The name of the component that a schema refers to; `undefined` where it is written in its place. */
function nameOf({ entry, cursor }: SchemaView): string | undefined {
  return entry !== undefined && cursor !== undefined && entry !== cursor ? cursor.key || undefined : undefined
}
