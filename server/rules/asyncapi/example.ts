import { compile } from '../../../schema/compile.ts'
import type { Problem } from '../../../schema/problem.ts'
import { parsePointer } from '../../../shared/pointer.ts'
import type { SchemaId } from '../../../shared/schema-pool.ts'
import type { Node } from '../../document/node.ts'
import { type PoolEntry, poolEntries, poolOf } from '../../model/schema-pool.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { defineRule, type Finding } from '../rule.ts'
import { type Claim, claimsOf, type Judge } from './examples/claims.ts'

export const rule = defineRule({
  meta: {
    id: 'asyncapi/example',
    severity: 'warning',
    title: 'An example or a default that its own schema refuses',
    background:
      'People and mock servers take examples for real messages: "the value MUST validate against the headers field", "… the payload field" (AsyncAPI ' +
      '3.1, Message Example Object). A `default` should fit its schema too (JSON Schema, Validation 10.2). `format` counts. Schemas in a language ' +
      'that is not JSON Schema are not read.',
  },
  on: 'document',
  examples: [
    {
      title: 'A number that is written as text',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      OrderPlaced:
        payload:
          type: object
          properties:
            total: { type: number }
        examples:
          - payload:
              total: '12.50'
                    #^^^^^^^
`,
    },
    {
      title: 'A default that is not among the values',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
components:
  schemas:
    Status:
      type: string
      enum: [placed, shipped]
      default: open
              #^^^^
`,
    },
    {
      title: 'Examples that fit',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
components:
  messages:
    OrderPlaced:
      headers: { type: object, properties: { traceId: { type: string, format: uuid } } }
      payload: { type: object, required: [total], properties: { total: { type: number, examples: [1, 12.5] } } }
      examples:
        - headers: { traceId: 7d444840-9dc0-11d1-b245-5ffdce74fad2 }
          payload: { total: 12.5 }
`,
    },
  ],

  *check(document) {
    const claims = claimsOf(document)
    const entries = poolEntries(claims.map(({ schema }) => schema))
    const pool = poolOf(entries)
    const before = verdicts.get(document.root)
    const changed = before ? changedIds(before.entries, entries) : undefined
    const now = new Map<Cursor, Verdict>()
    for (const claim of claims) {
      const { value, schema } = claim
      const { node } = value
      let verdict = changed && !changed.has(schema.id) ? before?.verdicts.get(value) : undefined
      if (!verdict || verdict.node !== node || verdict.schema !== schema.id) {
        const problems = compile(pool, schema.id)(value.value) ?? []
        verdict = { node, schema: schema.id, findings: findings(claim, problems, entries) }
      }
      now.set(value, verdict)
      yield* verdict.findings
    }
    verdicts.set(document.root, { entries, verdicts: now })
  },
})

/** What was said of a value, and of what it was said: it holds for as long as that and the schema are the same. */
interface Verdict {
  readonly node: Node | undefined
  readonly schema: SchemaId
  readonly findings: readonly Finding[]
}

type Entries = ReadonlyMap<SchemaId, PoolEntry>

const verdicts = new WeakMap<Cursor, { readonly entries: Entries; readonly verdicts: ReadonlyMap<Cursor, Verdict> }>()

/** The schemas that are others now, and all that refer to them. */
function changedIds(before: Entries, after: Entries): Set<SchemaId> {
  const changed = new Set<SchemaId>()
  for (const [id, entry] of after) if (before.get(id) !== entry) changed.add(id)
  if (changed.size === 0 && before.size === after.size) return changed
  for (const id of before.keys()) if (!after.has(id)) changed.add(id)
  const referring = new Map<SchemaId, SchemaId[]>()
  for (const [id, { refersToIds }] of after) {
    for (const target of refersToIds) {
      const known = referring.get(target)
      if (known) known.push(id)
      else referring.set(target, [id])
    }
  }
  for (const id of changed) for (const other of referring.get(id) ?? []) changed.add(other)
  return changed
}

/** One for each place: of two things that are wrong with one value both are said in one. */
function findings({ value, judge }: Claim, problems: readonly Problem[], entries: Entries): Finding[] {
  const byPath = new Map<string, Problem[]>()
  for (const problem of problems) {
    const known = byPath.get(problem.path)
    if (known) known.push(problem)
    else byPath.set(problem.path, [problem])
  }
  return [...byPath.values()].map((same) => {
    const [first] = same
    const keyword = first && keywordAt(first, entries)
    return {
      at: nearestWritten(value, parsePointer(first?.path ?? '') ?? []),
      part: 'value',
      message: `${openings[judge]} ${same.map(({ message }) => message).join(' ')}`,
      ...(keyword && { related: [{ at: keyword, part: 'key', message: 'What refuses it.' }] }),
    }
  })
}

const openings: Readonly<Record<Judge, string>> = {
  payload: 'The payload schema refuses this example:',
  headers: 'The headers schema refuses this example:',
  example: 'The schema refuses its example:',
  default: 'The schema refuses its default:',
}

function nearestWritten(value: Cursor, path: readonly string[]): Cursor {
  let at = value
  for (const key of path) {
    if (!at.at(key).exists) return at
    at = at.at(key)
  }
  return at
}

function keywordAt({ schemaPath: { id, pointer } }: Problem, entries: Entries): Cursor | undefined {
  const keyword = entries.get(id)?.at.at(...(parsePointer(pointer) ?? []))
  return keyword?.parent && keyword.exists ? keyword : undefined
}
