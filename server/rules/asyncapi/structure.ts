import type { Document } from '../../model/document.ts'
import { supportedVersion } from '../../spec/versions.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { type Amendment, defineRule, type Finding } from '../rule.ts'
import { repeatedIds } from './operations/ids.ts'
import { messagesBesideChannel } from './operations/messages.ts'
import { reachedParts } from './references/parts.ts'
import { saidOfStreams } from './streams/said.ts'
import type { StructureFinding } from './structure/finding.ts'
import { foreignComponents } from './structure/foreign-components.ts'
import { checkAs, checkStructure } from './structure/structure.ts'

export const rule = defineRule({
  meta: {
    id: 'asyncapi/structure',
    severity: 'error',
    title: 'What the AsyncAPI specification does not allow',
    background:
      "Keys, types, values and bindings are held against the specification's own JSON Schema of the document's version (2.0 to 3.1), corrected where " +
      'that schema and the text differ. Each defect is said once: an unknown key with the nearest known one, a missing key at what lacks it, a ' +
      'wrong value where it stands. Files that a document refers to are held against what it takes them for.',
  },
  on: 'document',
  examples: [
    {
      title: 'A misspelt key',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    adress: orders
   #^^^^^^
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
`,
    },
    {
      title: 'A missing key',
      text: `
asyncapi: 3.0.0
info:
#<--
  title: Orders
`,
    },
    {
      title: 'One id for two operations',
      text: `
asyncapi: 2.6.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    publish: { operationId: order }
    subscribe: { operationId: order }
                             #^^^^^
`,
    },
    {
      title: 'A message that is not referred to through the channel',
      text: `
asyncapi: 3.0.0
info: { title: Greetings, version: 1.0.0 }
channels:
  greetings:
    address: greetings
    messages:
      hello: { $ref: '#/components/messages/hello' }
operations:
  greet:
    action: send
    channel: { $ref: '#/channels/greetings' }
    messages:
      - $ref: '#/components/messages/hello'
             #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
components:
  messages:
    hello: { payload: { type: string } }
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Greetings, version: 1.0.0 }
channels:
  greetings:
    address: greetings
    messages:
      hello: { $ref: '#/components/messages/hello' }
operations:
  greet:
    action: send
    channel: { $ref: '#/channels/greetings' }
    messages:
      - $ref: '#/channels/greetings/messages/hello'
components:
  messages:
    hello: { payload: { type: string } }
`,
    },
  ],

  *check(document, { streams }) {
    let said: Set<Cursor> | undefined
    let foreign: ReadonlySet<Cursor> | undefined
    const schemas = document.root.at('components', 'schemas')
    for (const finding of shapeFindings(document)) {
      if (finding.at.key === 'location' || finding.at.key === 'discriminator') {
        said ??= saidOfStreams(document, streams)
        if (said.has(finding.at)) continue
      }
      if (schemas.holds(finding.at)) {
        foreign ??= foreignComponents(document)
        if ([...foreign].some((component) => component.holds(finding.at))) continue
      }
      yield finding
    }
    if (supportedVersion(document.version) === undefined) return
    yield* repeatedIds(document)
    yield* messagesBesideChannel(document, streams)
  },

  fix({ at, data = {} }) {
    const { kind, suggestion, instead } = data
    if (typeof instead === 'string') return [fixed(`Refer to ${instead}`, { do: 'set', at, value: instead })]
    if (typeof suggestion !== 'string') return []
    const amendment: Amendment = kind === 'unknown-key' ? { do: 'rename', at, key: suggestion } : { do: 'set', at, value: suggestion }
    return [fixed(`Replace by "${suggestion}"`, amendment)]
  },
})

function fixed(title: string, amendment: Amendment) {
  return { title, amendments: [amendment], safe: false }
}

/** What the shape of the document is wrong in, and of the parts of other files that it refers to. */
function* shapeFindings(document: Document): Generator<Finding> {
  const { root } = document
  if (root.node) for (const finding of checkStructure(root.node)) yield* placed(root, finding)
  const version = supportedVersion(document.version)
  if (version === undefined) return
  for (const { at, kind } of reachedParts(document)) {
    if (at.node) for (const finding of checkAs(at.node, kind, version)) yield* placed(at, finding)
  }
}

/** The finding at its place. What a `$ref` names is not told by the shape of one file. */
function* placed(from: Cursor, { path, part, message, data }: StructureFinding): Generator<Finding> {
  const at = from.at(...path)
  const reference = at.key === '$ref' ? at.parent?.reference : undefined
  if (part === 'value' && reference && reference.kind !== 'found') return
  yield { at, part, message, data }
}
