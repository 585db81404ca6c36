import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Cell, Clock, Input } from '../../../server/workspace/cells.ts'
import '../../kit/seed.ts'

/** A cell that reads some before it; an even sum hides the rest of them, so what is read changes. */
const shape = fc.array(fc.record({ reads: fc.array(fc.nat(20), { maxLength: 4 }), rounds: fc.boolean() }), { minLength: 1, maxLength: 20 })
/** Sets an input, or asks a cell. */
const steps = fc.array(
  fc.oneof(fc.tuple(fc.constant('set' as const), fc.nat(4), fc.nat(9)), fc.tuple(fc.constant('ask' as const), fc.nat(30))),
  {
    maxLength: 60,
  },
)

test('a cell gives what working it out anew gives, whoever was asked before', () => {
  fc.assert(
    fc.property(shape, steps, (cells, moves) => {
      const clock = new Clock()
      const inputs = Array.from({ length: 5 }, (_, i) => new Input(clock, i))
      const made: Cell<number>[] = []
      const values = [0, 1, 2, 3, 4]
      const work = (index: number, ask: (source: number) => number): number => {
        const { reads, rounds } = cells[index] ?? { reads: [], rounds: false }
        let sum = index
        for (const read of reads) {
          sum += ask(read % (5 + index))
          if (sum % 2 === 0) break
        }
        return rounds ? sum >> 2 : sum
      }
      const anew = (source: number): number => (source < 5 ? (values[source] ?? 0) : work(source - 5, anew))
      const asked = (source: number): number => (source < 5 ? inputs[source]?.get() : made[source - 5]?.get()) ?? Number.NaN
      for (const index of cells.keys()) made.push(new Cell(clock, () => work(index, asked)))
      for (const [move, at, value = 0] of moves) {
        if (move === 'set') {
          inputs[at]?.set(value)
          values[at] = value
        } else {
          const index = at % cells.length
          expect(made[index]?.get()).toBe(anew(index + 5))
        }
      }
    }),
  )
})

test('an edit that changes one of a thousand asks that one alone', () => {
  const clock = new Clock()
  const inputs = Array.from({ length: 1000 }, (_, i) => new Input(clock, i))
  const rounded = inputs.map((input) => new Cell(clock, () => input.get() >> 4))
  const sum = new Cell(clock, () => rounded.reduce((total, cell) => total + cell.get(), 0))
  sum.get()
  const before = clock.evaluations
  inputs[0]?.set(1)
  sum.get()
  expect(clock.evaluations - before).toBe(1)
})

test('a cell that is not asked for long keeps no more doubts than it has sources', () => {
  const clock = new Clock()
  const inputs = [new Input(clock, 0), new Input(clock, 0)]
  const halves = inputs.map((input) => new Cell(clock, () => input.get() >> 1))
  const sum = new Cell(clock, () => halves.reduce((total, cell) => total + cell.get(), 0))
  sum.get()
  for (let round = 1; round <= 20; round++) {
    for (const [i, input] of inputs.entries()) {
      input.set(round)
      halves[i]?.get()
    }
  }
  expect(sum.get()).toBe(20)
})

test('two lists with the same members are the same to whoever reads them', () => {
  const clock = new Clock()
  const input = new Input(clock, 1)
  const list = new Cell(clock, () => [input.get() > 0])
  const length = new Cell(clock, () => list.get().length)
  length.get()
  const before = clock.evaluations
  input.set(2)
  expect(length.get()).toBe(1)
  expect(clock.evaluations - before).toBe(1)
})
