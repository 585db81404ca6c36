import type { ConventionFinding, Described, PropertyRow } from '../../../shared/preview-protocol.ts'
import type { Property, SchemaView } from '../../model/schema-view.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { limitsOf } from './limits.ts'
import { pagePlace } from './page-place.ts'

/** Where a property has a part of its own: by its path, joined by `/`. */
export type Roles = ReadonlyMap<string, readonly PropertyRow['tags'][number][]>

const mostRows = 400
const deepest = 8

/** A row while findings are still put to it. */
interface OpenRow extends PropertyRow {
  readonly findings: ConventionFinding[]
}

/** The table of a schema's properties, those below them in them, beside what they were. A type that holds itself ends where it begins again. */
export class PropertyTable {
  readonly #rows: readonly OpenRow[]
  readonly #roles: Roles
  /** The rows by where they are described, today or then. */
  readonly #places = new Map<Cursor, OpenRow>()
  #left = mostRows

  /** @param before what it was in the baseline; `undefined` where nothing is compared. */
  constructor(schema: SchemaView, before: SchemaView | undefined, roles: Roles) {
    this.#roles = roles
    this.#rows = this.#rowsOf(schema, before, [], new Set())
  }

  get rows(): readonly PropertyRow[] {
    return this.#rows.map(settled)
  }

  /** Puts a finding to the property that it speaks of; answers whether there is one. */
  take(places: readonly Cursor[], finding: () => ConventionFinding): boolean {
    for (const place of places) {
      for (let here: Cursor | undefined = named(place); here; here = here.parent) {
        const row = this.#places.get(here)
        if (!row) continue
        row.findings.push(finding())
        return true
      }
    }
    return false
  }

  #rowsOf(schema: SchemaView, before: SchemaView | undefined, path: readonly string[], above: ReadonlySet<Cursor>): OpenRow[] {
    const { cursor } = schema
    if (!cursor || above.has(cursor) || path.length >= deepest) return []
    const within = new Set([...above, cursor])
    const old = before?.properties()
    const now = schema.properties()
    const rows: OpenRow[] = []
    for (const property of now.values()) {
      if (this.#left-- <= 0) break
      rows.push(this.#row(property, old && (old.get(property.name) ?? 'none'), path, within, cursor))
    }
    let after = 0
    for (const [name, property] of old ?? []) {
      const standing = rows.findIndex((row) => row.name === name)
      if (standing >= 0) after = standing + 1
      else if (this.#left-- > 0) rows.splice(after++, 0, this.#goneRow(property, path, cursor))
    }
    return rows
  }

  #row(
    { name, schema, required }: Property,
    old: Property | 'none' | undefined,
    path: readonly string[],
    within: ReadonlySet<Cursor>,
    holder: Cursor,
  ): OpenRow {
    const here = [...path, name]
    const before = old === 'none' ? undefined : old
    const said = described(schema, !required)
    const was = before && described(before.schema, !before.required)
    const inner = innerOf(schema)
    const children = this.#rowsOf(inner, before && innerOf(before.schema), here, within)
    const isType = nameOf(inner) !== undefined && (path.length > 0 || inner !== schema)
    const isOther = was !== undefined && JSON.stringify(was) !== JSON.stringify(said)
    const row: OpenRow = {
      path: here,
      name,
      ...said,
      tags: this.#roles.get(here.join('/')) ?? [],
      place: pagePlace(schema.entry ?? holder),
      children,
      closed: isType,
      findings: [],
      ...(old === 'none' && { change: 'added' }),
      ...(isOther && { change: 'changed', was }),
    }
    this.#note(row, schema, before?.schema)
    return row
  }

  #goneRow({ name, schema, required }: Property, path: readonly string[], holder: Cursor): OpenRow {
    const row: OpenRow = {
      path: [...path, name],
      name,
      ...described(schema, !required),
      tags: [],
      place: pagePlace(schema.entry ?? holder),
      children: [],
      closed: false,
      findings: [],
      change: 'gone',
    }
    this.#note(row, schema)
    return row
  }

  #note(row: OpenRow, ...schemas: readonly (SchemaView | undefined)[]): void {
    for (const schema of schemas) {
      for (const at of [schema?.entry, schema?.cursor]) if (at && !this.#places.has(at)) this.#places.set(at, row)
    }
  }
}

/** A type of its own stays shut, but where something in it is another one, or found. */
function settled(row: PropertyRow): PropertyRow {
  return { ...row, children: row.children.map(settled), closed: row.closed && !row.children.some(isNews) }
}

function isNews({ change, findings, children }: PropertyRow): boolean {
  return change !== undefined || findings.length > 0 || children.some(isNews)
}

/** A name in a list of required ones speaks of that property. */
function named(place: Cursor): Cursor {
  const list = place.parent
  const name = list?.key === 'required' && list.isSequence ? place.text : undefined
  return name === undefined ? place : (list?.parent?.at('properties', name) ?? place)
}

/** What holds a property's own properties: of a list its items. */
function innerOf(schema: SchemaView): SchemaView {
  const item = schema.sub('items')
  return item.layers.isMapping ? item : schema
}

function described(schema: SchemaView, optional: boolean): Described {
  const value = schema.layers.at('const')
  const listed = schema.layers.at('enum').children.map((one) => one.value)
  return {
    type: typeText(schema, schema.sub('items')),
    values: (value.exists ? [value.value] : listed).slice(0, 24).map((one) => JSON.stringify(one) ?? ''),
    limits: limitsOf(schema),
    optional,
  }
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
