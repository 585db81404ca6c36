import { isJsonSchema } from '../../../spec/schemaFormats.ts'
import type { Cursor } from '../../../workspace/cursor.ts'
import { type ReferenceSites, referenceSites } from '../../../workspace/outgoing.ts'

/** A mapping whose `$ref` is meant as a reference. */
export interface Site {
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

/**
 * Every reference of a document and of the files it reaches, each place once. Another AsyncAPI document is not entered: it is checked by
 * itself. Of any other file only the parts that something refers to are looked at. Nothing inside an extension (`x-…`), an example or a
 * constant is a reference, nor inside a schema of a foreign format.
 */
export function* sitesFrom(root: Cursor): Generator<Site> {
  const visited = new Set<Cursor>()
  const followed = new Set<string>()
  const queue: [Cursor, Reading][] = [[root, 'keys']]
  for (const [start, reading] of queue) {
    if (isBelow(start, visited)) continue
    visited.add(start)
    for (const [at, as] of sitesIn(start, referenceSites(start.node), reading)) {
      yield { at, foreign: as === 'foreign' }
      if (as === 'foreign' || !namesAnotherFile(at, followed)) continue
      const reference = at.reference
      if (reference?.kind !== 'found') continue
      const { target } = reference
      if (target.file !== root.file && !target.root.at('asyncapi').exists) queue.push([target, as])
    }
  }
}

/** Whether the reference leads out of its own file to a place that was not followed yet. */
function namesAnotherFile(at: Cursor, followed: Set<string>): boolean {
  const text = at.at('$ref').text
  if (text === undefined || (text.startsWith('#') && at.root.at('asyncapi').exists)) return false
  const key = `${at.uri} ${text}`
  if (followed.has(key)) return false
  followed.add(key)
  return true
}

function isBelow(cursor: Cursor, visited: ReadonlySet<Cursor>): boolean {
  for (let up: Cursor | undefined = cursor; up; up = up.parent) if (visited.has(up)) return true
  return false
}

function* sitesIn(cursor: Cursor, sites: ReferenceSites, reading: Reading): Generator<[Cursor, Reading]> {
  if (sites.here) yield [cursor, reading]
  if (reading === 'foreign' || sites.children.length === 0) return
  const foreign = reading === 'keys' && hasForeignFormat(cursor)
  for (const [key, below] of sites.children) {
    if (reading === 'keys' && (key.startsWith('x-') || dataKeys.has(key))) continue
    const asForeign = foreign && (key === 'payload' || key === 'schema')
    yield* sitesIn(cursor.at(key), below, asForeign ? 'foreign' : reading === 'keys' && mapsOfNames.has(key) ? 'names' : 'keys')
  }
}

function hasForeignFormat(cursor: Cursor): boolean {
  const node = cursor.node
  const format = node?.kind === 'mapping' ? node.get('schemaFormat')?.value : undefined
  return format?.kind === 'scalar' && typeof format.value === 'string' && !isJsonSchema(format.value)
}
