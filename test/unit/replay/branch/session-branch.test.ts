import '../../../kit/seed.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeBranch, readBranch } from '../../../../replay/branch/branch.ts'
import { parseMoment } from '../../../../replay/moment.ts'
import { sameValue } from '../../../../replay/state/changes.ts'
import type { BranchEdit } from '../../../../shared/replay-protocol.ts'
import { channelOf, outcomeOf } from '../../../kit/replay.ts'
import { opened, whatOf } from '../../../kit/session.ts'

const document = `
asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      Placed: { correlationId: { location: '$message.payload#/id' }, payload: { type: object, properties: { type: { const: Placed }, id: { type: string } } } }
      Paid: { correlationId: { location: '$message.payload#/id' }, payload: { type: object, properties: { type: { const: Paid }, id: { type: string } } } }
`
const channel = channelOf(document)
const what = whatOf(document)

const record = fc.record({
  type: fc.constantFrom('Placed', 'Paid', 'Odd'),
  id: fc.constantFrom('a', 'b', 'c'),
  n: fc.constantFrom<unknown>(1, 2, null, { x: 1 }),
})
const edit = fc.oneof(
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat(20) }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(20), record }),
  fc.record({ kind: fc.constant('edit' as const), at: fc.nat(20), record }),
  fc.record({ kind: fc.constant('move' as const), at: fc.nat(20), to: fc.nat(20) }),
)

function editsOf(drawn: readonly (typeof edit extends fc.Arbitrary<infer E> ? E : never)[], length: number): BranchEdit[] {
  const gone = new Set<number>()
  return drawn.flatMap((one): BranchEdit[] => {
    const at = (one.at % length) + 1
    if (one.kind === 'insert') return [{ insert: JSON.stringify(one.record), after: at - 1 }]
    if (gone.has(at)) return []
    if (one.kind === 'edit') return [{ edit: at, record: JSON.stringify(one.record) }]
    gone.add(at)
    return one.kind === 'drop' ? [{ drop: at }] : [{ move: at, after: one.to % (length + 1) }]
  })
}

describe('a branch of a session', () => {
  test('comes to the states that the command line comes to, at each moment, and tells who ends differently', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 14 }),
        fc.array(edit, { maxLength: 5 }),
        fc.nat(20),
        async (records, drawn, moment) => {
          const { ask } = await opened(what, records)
          const edits = editsOf(drawn, records.length)
          const answer = await ask('branch', { edits, moment: 0 })
          expect(answer.problem).toBe(undefined)
          const branch = makeBranch(readBranch((await ask('write', { what: 'branch' })).text))
          const length = (await ask('filter', { text: '', hidden: [], problemsOnly: false })).rows
          const rows = await ask('rows', { from: 0, count: 100 })
          expect(rows).toHaveLength(length)
          const at = moment % length
          const position = rows[at]?.position ?? ''
          const options = { branch, at: parseMoment(position) }
          const expected = await outcomeOf(channel, records, options)
          const states = (await ask('write', { what: 'states', at })).text.split('\n').filter((line) => line !== '')
          expect(Object.fromEntries(states.map((line) => JSON.parse(line)).map(({ entity, state }) => [entity, state]))).toEqual(
            expected.states,
          )

          const [log, end] = [await outcomeOf(channel, records), await outcomeOf(channel, records, { branch })]
          const ids = [...new Set([...Object.keys(log.states), ...Object.keys(end.states)])]
          const differing = ids.filter((id) => !sameValue(log.states[id], end.states[id])).sort()
          const { groups, entities } = await ask('entities', { at, search: '', from: 0, count: 10 })
          if (edits.length > 0) {
            expect(entities.flatMap(({ entity, parts }) => (parts ? [entity] : [])).sort()).toEqual(differing)
            expect(answer.differing).toBe(differing.length)
            expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(entities.length)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
