import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rules } from '../../../../server/rules/registry.ts'
import { contextOf, findingsOf } from '../../../kit/rules.ts'
import { openWorkspace } from '../../../kit/workspace.ts'
import { schemas } from '../../schema/arbitraries.ts'

/** Enough for each run of the tests; more were done by hand. */
const runs = Number(process.env.HISTORY_RUNS ?? 40)
const historyRules = rules.filter(({ on }) => on === 'history')

/** What all rules say of two versions of one document. */
function said(before: unknown, now: unknown): string[] {
  const workspace = openWorkspace({ 'a.json': typeof now === 'string' ? now : JSON.stringify(now) })
  const older = contextOf(openWorkspace({ 'a.json': JSON.stringify(before) }, {}, workspace.clock))
  const context = contextOf(workspace)
  return historyRules.flatMap((rule) => findingsOf(rule, context, older).map(({ at }) => `${rule.meta.id} ${at.pointer}`))
}

type Bag = Record<string, unknown>

const payloads = schemas('2020-12', ['#/components/schemas/Shared'])
const kinds = fc.constantFrom('Placed', 'Paid', 'Shipped', 'Cancelled', 'Noted')

const messages = fc.dictionary(
  kinds,
  fc.record(
    {
      name: fc.constantFrom('a', 'b', 'c'),
      payload: fc.oneof(
        payloads,
        fc.record({ type: fc.constant('object'), properties: fc.record({ type: fc.record({ const: kinds }), total: payloads }) }),
      ),
      headers: payloads,
      correlationId: fc.record({ location: fc.constantFrom('$message.payload#/a', '$message.header#/b', 'nonsense') }),
      bindings: fc.record({ kafka: fc.record({ key: payloads }) }),
      examples: fc.constantFrom([{ payload: {} }], [{ payload: 1 }], 'nonsense'),
    },
    { requiredKeys: [] },
  ),
  { maxKeys: 4, noNullPrototype: true },
)

const documents = fc.record({
  asyncapi: fc.constant('3.0.0'),
  info: fc.constant({ title: 'T', version: '1' }),
  channels: fc.dictionary(
    fc.constantFrom('orders', 'payments'),
    fc.record({ address: fc.constantFrom('a', 'b/{id}', null), 'x-event-source': fc.constant(true), messages }),
    { minKeys: 1, noNullPrototype: true },
  ),
  components: fc.record({ schemas: fc.record({ Shared: schemas('2020-12') }) }),
})

describe('the rules of history', () => {
  it('stand whatever becomes of a document', () => {
    fc.assert(
      fc.property(documents, documents, fc.nat(), (before, now, at) => {
        said(before, now)
        const text = JSON.stringify(now)
        said(before, text.slice(0, at % text.length))
      }),
      { numRuns: runs },
    )
  })

  it('say nothing of the same document, however its members are ordered', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(said(document, document)).toEqual([])
        expect(said(document, JSON.stringify(reversed(document), null, 2))).toEqual([])
      }),
      { numRuns: runs },
    )
  })

  it('say of a set that grows only that the version has not', () => {
    fc.assert(
      fc.property(documents, payloads, (document, payload) => {
        const now = structuredClone(document)
        for (const channel of Object.values(now.channels)) {
          Object.assign(channel.messages, { Returned: { payload: { type: 'object', properties: { only: payload } } } })
          for (const message of Object.values(channel.messages)) widen(message.payload)
        }
        expect([...new Set(said(document, now).map((line) => line.split(' ')[0]))]).toEqual(['history/version-not-raised'])
      }),
      { numRuns: runs },
    )
  })
})

/** One more property that may be missing, where that says nothing of what was there before. */
function widen(payload: unknown): void {
  const { properties, type } = (payload ?? {}) as Bag
  if (type === 'object' && isObject(properties) && !Object.hasOwn(payload as Bag, 'unevaluatedProperties')) properties['entirely new'] = {}
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, reversed(one)]),
  )
}

function isObject(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
