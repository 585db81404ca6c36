import type { PoolSchema, SchemaId, SchemaPool } from '../../shared/schema-pool.ts'
import type { Node } from '../document/node.ts'
import { plain } from '../document/plain.ts'
import { languageOfFile, type SchemaLanguage, schemaLanguage } from '../spec/schemaFormats.ts'
import { Cell, type Clock } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { type ReferenceSites, referenceSites } from '../workspace/outgoing.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Layered } from './layered.ts'

/** A place where a schema stands, and the `schemaFormat` it is to be read in; `undefined` is AsyncAPI's own. */
export interface SchemaAt {
  readonly at: Cursor
  readonly format: string | undefined
}

/** One schema as the pool holds it, and the places that it refers to. */
export interface PoolEntry extends SchemaAt {
  readonly id: SchemaId
  readonly schema: PoolSchema
  readonly refersTo: readonly SchemaAt[]
}

/** How each id that some entry names is read; ids are met before the entries behind them. */
const readers = new WeakMap<Workspace, Map<SchemaId, () => PoolEntry | undefined>>()

function register(workspace: Workspace, id: SchemaId, read: () => PoolEntry | undefined): void {
  const known = readers.get(workspace)
  if (known) known.set(id, read)
  else readers.set(workspace, new Map([[id, read]]))
}

/** The entry of an id that another entry, or {@link poolEntry} itself, has named; `undefined` where nothing stands there. */
export function entryOf(workspace: Workspace, id: SchemaId): PoolEntry | undefined {
  return readers.get(workspace)?.get(id)?.()
}

/** All schemas of a workspace, each read when it is asked for: a cell that looks one up is told when it changes. */
export function wholePool(workspace: Workspace): SchemaPool {
  const descriptor = (_: SchemaPool, id: string | symbol): PropertyDescriptor | undefined => {
    const value = typeof id === 'string' ? entryOf(workspace, id)?.schema : undefined
    return value && { value, configurable: true, enumerable: true, writable: false }
  }
  return new Proxy<SchemaPool>({}, { getOwnPropertyDescriptor: descriptor, get: (pool, id) => descriptor(pool, id)?.value })
}

/** What a `$ref` becomes that leads nowhere: an id that no pool has. */
const unresolved: SchemaId = 'unresolved'
/** A tree of more nodes, aliases opened, is not read as a schema. */
const largest = 500_000
/** Languages in which `$ref` is a reference. */
const withReferences: ReadonlySet<SchemaLanguage> = new Set(['asyncapi', 'json-schema', 'openapi'])

/** The schema at a place, a Multi Format Schema Object (AsyncAPI 3.0) opened. */
export function schemaAt(at: Cursor, format?: string): SchemaAt {
  const own = at.has('schemaFormat') && at.has('schema') ? at.at('schemaFormat').text : undefined
  return own !== undefined ? { at: at.at('schema'), format: own } : { at, format }
}

function schemaId({ at, format }: SchemaAt): SchemaId {
  const place = `${at.uri}${at.document === 0 ? '' : `?document=${at.document}`}#${at.pointer}`
  return format === undefined ? place : `${place} ${format}`
}

const cells = new WeakMap<Cursor, Map<string | undefined, Cell<PoolEntry | undefined>>>()

/** The pool's entry for a place; the same object for as long as neither the text there nor where its references lead has changed. `undefined` where nothing stands. */
export function poolEntry({ at, format }: SchemaAt): PoolEntry | undefined {
  let byFormat = cells.get(at)
  if (!byFormat) cells.set(at, (byFormat = new Map()))
  let cell = byFormat.get(format)
  if (!cell) byFormat.set(format, (cell = new Cell(at.file.clock, () => readEntry({ at, format }))))
  return cell.get()
}

function readEntry(place: SchemaAt): PoolEntry | undefined {
  const { at, format } = place
  const { node } = at
  const id = schemaId(place)
  register(at.file.workspace, id, () => poolEntry(place))
  if (!node || node.size > largest) return undefined
  const refersTo: SchemaAt[] = []
  const follows = withReferences.has(schemaLanguage(format))
  const schema = follows ? rewrite(at, node, referenceSites(node), format, refersTo) : plain(node)
  return { ...place, id, schema: { uri: at.uri, pointer: at.pointer, format, schema }, refersTo }
}

/** The value, every reference in it replaced by the id of what it leads to. */
function rewrite(at: Cursor, node: Node, sites: ReferenceSites, format: string | undefined, refersTo: SchemaAt[]): unknown {
  if (!sites.here && sites.children.length === 0) return plain(node)
  const below = new Map(sites.children)
  const child = (key: string, value: Node): unknown => {
    const inside = below.get(key)
    return inside ? rewrite(at.at(key), value, inside, format, refersTo) : plain(value)
  }
  if (node.kind === 'sequence') return node.items.map((item, index) => child(String(index), item.value))
  if (node.kind !== 'mapping') return plain(node)
  const members: [string, unknown][] = []
  for (const entry of node.entries) {
    if (node.get(entry.key) !== entry) continue
    members.push([entry.key, entry.key === '$ref' && sites.here ? referredId(at, format, refersTo) : child(entry.key, entry.value)])
  }
  return Object.fromEntries(members)
}

function referredId(at: Cursor, format: string | undefined, refersTo: SchemaAt[]): SchemaId {
  const reference = at.reference
  if (reference?.kind !== 'found') return unresolved
  const language = languageOfFile(reference.target.uri)
  if (language !== undefined && language !== 'avro') return unresolved
  const place = schemaAt(reference.target, language === 'avro' ? 'application/vnd.apache.avro' : format)
  refersTo.push(place)
  const id = schemaId(place)
  register(at.file.workspace, id, () => poolEntry(place))
  return id
}

/** The entry of a schema that is written in several places, such as the headers of a message with traits. The same object for as long as `layers`, called anew, says the same. */
export function mergedEntry(key: object, layers: () => Layered, clock: Clock): PoolEntry | undefined {
  let cell = mergedCells.get(key)
  if (!cell) mergedCells.set(key, (cell = new Cell(clock, () => readMerged(layers()))))
  const entry = cell.get()
  if (entry) register(entry.at.file.workspace, entry.id, () => mergedEntry(key, layers, clock))
  return entry
}

const mergedCells = new WeakMap<object, Cell<PoolEntry | undefined>>()

function readMerged(layers: Layered): PoolEntry | undefined {
  const at = layers.cursor
  if (!at || !layers.complete) return undefined
  const refersTo: SchemaAt[] = []
  const schema = merge(layers, refersTo)
  const id = layers.cursors.map((cursor) => schemaId({ at: cursor, format: undefined })).join(' over ')
  return { at, format: undefined, id, schema: { uri: at.uri, pointer: at.pointer, schema }, refersTo }
}

function merge(layers: Layered, refersTo: SchemaAt[]): unknown {
  const [cursor, another] = layers.cursors
  if (another) return Object.fromEntries(layers.keys.map((key) => [key, merge(layers.at(key), refersTo)]))
  const node = cursor?.node
  return node && rewrite(cursor, node, referenceSites(node), undefined, refersTo)
}

/** These entries and those of all that they refer to, each once. */
export function poolEntries(starts: Iterable<PoolEntry>): Map<SchemaId, PoolEntry> {
  const found = new Map<SchemaId, PoolEntry>()
  for (const start of starts) found.set(start.id, start)
  for (const { refersTo } of found.values()) {
    for (const place of refersTo) {
      const entry = poolEntry(place)
      if (entry && !found.has(entry.id)) found.set(entry.id, entry)
    }
  }
  return found
}
