import { isJsonSchema } from '../../../spec/schemaFormats.ts'
import { Cell } from '../../../workspace/cells.ts'
import type { Cursor } from '../../../workspace/cursor.ts'
import { type ReferenceSites, referenceSites } from '../../../workspace/outgoing.ts'
import type { Reference } from '../../../workspace/references.ts'

/** A mapping whose `$ref` is meant as a reference. */
interface Site {
  readonly at: Cursor
  /** What stands there is a schema in a language that is not read as JSON Schema: only whether the file exists is anyone's concern. */
  readonly foreign: boolean
}

/** How a mapping is to be read: its keys are the specification's, names that the author chose, or those of a foreign schema language. */
type Reading = 'keys' | 'names' | 'foreign'

const mapsOfNames: ReadonlySet<string> = new Set([
  ...[
    'channels',
    'operations',
    'servers',
    'messages',
    'parameters',
    'variables',
    'schemas',
    'securitySchemes',
    'replies',
    'replyAddresses',
  ],
  ...['correlationIds', 'externalDocs', 'tags', 'operationTraits', 'messageTraits', 'serverVariables', 'serverBindings', 'channelBindings'],
  ...[
    'operationBindings',
    'messageBindings',
    'properties',
    'patternProperties',
    'definitions',
    '$defs',
    'dependencies',
    'dependentSchemas',
  ],
])

/** Where these are keys of a schema or a message, plain data stands below. */
const dataKeys: ReadonlySet<string> = new Set(['const', 'default', 'enum', 'example', 'examples'])

/** A reference that leads nowhere, or is not known to lead anywhere. */
export interface BrokenSite extends Site {
  readonly reference: Exclude<Reference, { kind: 'found' }>
}

/**
 * Every broken reference of a document and of the files it reaches, each place once. Another AsyncAPI document is not entered: it is checked
 * by itself. Of any other file only the parts that something refers to are looked at. Nothing inside an extension (`x-…`), an example or a
 * constant is a reference, nor inside a schema of a foreign format.
 */
export function* brokenSites(root: Cursor): Generator<BrokenSite> {
  const visited = new Set<Cursor>()
  const queue: Piece[] = [...piecesOf(root)]
  for (const piece of queue) {
    if (piece.at.file !== root.file && isBelow(piece.at, visited)) continue
    visited.add(piece.at)
    const { broken, leads } = surveyed(piece)
    yield* broken
    for (const lead of leads) if (lead.at.file !== root.file) queue.push(lead)
  }
}

/** A part of a document that is looked at again as a whole when something in it changed. */
interface Piece {
  readonly at: Cursor
  readonly reading: Reading
  /** Only its own `$ref`: what it holds is in pieces of its own. */
  readonly own?: boolean
}

function piecesOf(root: Cursor): Piece[] {
  const pieces: Piece[] = [{ at: root, reading: 'keys', own: true }]
  const split = (holder: Cursor) => {
    pieces.push({ at: holder, reading: 'names', own: true })
    for (const at of holder.children) pieces.push({ at, reading: 'keys' })
  }
  for (const at of root.children) {
    if (at.key.startsWith('x-')) continue
    if (at.key === 'channels' || at.key === 'operations') split(at)
    else if (at.key === 'components') for (const kind of at.children) if (!kind.key.startsWith('x-')) split(kind)
    if (at.key === 'components') pieces.push({ at, reading: 'keys', own: true })
    else if (at.key !== 'channels' && at.key !== 'operations') pieces.push({ at, reading: mapsOfNames.has(at.key) ? 'names' : 'keys' })
  }
  return pieces
}

interface Survey {
  readonly broken: readonly BrokenSite[]
  /** Where its references lead in files of parts. */
  readonly leads: readonly Piece[]
}

const surveys = new WeakMap<Cursor, Map<string, Cell<Survey>>>()

function surveyed(piece: Piece): Survey {
  let byReading = surveys.get(piece.at)
  if (!byReading) surveys.set(piece.at, (byReading = new Map()))
  const key = piece.own ? 'own' : piece.reading
  let cell = byReading.get(key)
  if (!cell) byReading.set(key, (cell = new Cell(piece.at.file.clock, () => survey(piece), sameSurvey)))
  return cell.get()
}

function survey({ at: start, reading, own }: Piece): Survey {
  const broken: BrokenSite[] = []
  const leads: Piece[] = []
  const sites = referenceSites(start.node)
  const look = (at: Cursor, as: Reading) => {
    const { reference } = at
    if (!reference) return
    if (reference.kind !== 'found') broken.push({ at, foreign: as === 'foreign', reference })
    else if (leadsBackFirst(at)) broken.push({ at, foreign: as === 'foreign', reference: { kind: 'circle' } })
    else if (as !== 'foreign' && !reference.target.root.at('asyncapi').exists) leads.push({ at: reference.target, reading: as })
  }
  eachSite(start, own ? { ...sites, children: [] } : sites, reading, look)
  return { broken, leads }
}

/** Whether the chain of references from here comes back without having led to anything. Of the places in such a circle only the first by name says so. */
function leadsBackFirst(site: Cursor): boolean {
  const passed: Cursor[] = []
  let cursor = site
  do {
    const reference = cursor.reference
    if (reference?.kind !== 'found' || passed.length > 100) return false
    passed.push(cursor)
    cursor = reference.target
  } while (cursor !== site)
  return passed.every((other) => nameOf(site) <= nameOf(other))
}

function nameOf(cursor: Cursor): string {
  return `${cursor.uri}#${cursor.pointer}`
}

function sameSurvey(a: Survey, b: Survey): boolean {
  return a.broken.length === 0 && b.broken.length === 0 && a.leads.length === 0 && b.leads.length === 0
}

function isBelow(cursor: Cursor, visited: ReadonlySet<Cursor>): boolean {
  for (let up: Cursor | undefined = cursor; up; up = up.parent) if (visited.has(up)) return true
  return false
}

function eachSite(cursor: Cursor, sites: ReferenceSites, reading: Reading, look: (at: Cursor, as: Reading) => void): void {
  if (sites.here) look(cursor, reading)
  if (reading === 'foreign' || sites.children.length === 0) return
  const foreign = reading === 'keys' && hasForeignFormat(cursor)
  for (const [key, below] of sites.children) {
    if (reading === 'keys' && (key.startsWith('x-') || dataKeys.has(key))) continue
    const asForeign = foreign && (key === 'payload' || key === 'schema')
    eachSite(cursor.at(key), below, asForeign ? 'foreign' : reading === 'keys' && mapsOfNames.has(key) ? 'names' : 'keys', look)
  }
}

function hasForeignFormat(cursor: Cursor): boolean {
  const node = cursor.node
  const format = node?.kind === 'mapping' ? node.get('schemaFormat')?.value : undefined
  return format?.kind === 'scalar' && typeof format.value === 'string' && !isJsonSchema(format.value)
}
