import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bars, lanesOf, problemMarks, stacked } from '../../../../webview/replay/axis-lanes.ts'
import { axisScale, moved, ticks, zoomed } from '../../../../webview/replay/axis-scale.ts'

const day = Date.UTC(2026, 2, 2)

test('values and pixels are two names of a place', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e12 }),
      fc.integer({ min: 1, max: 1e9 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (from, span, part) => {
        const scale = axisScale([from, from + span], 800)
        const value = from + span * part
        expect(Math.abs(scale.value(scale.x(value)) - value)).toBeLessThanOrEqual(Math.max(1e-3, span * 1e-6))
      },
    ),
  )
})

test('a zoom keeps what is under the pointer, and never leaves the whole', () => {
  const whole = [0, 1_000] as const
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1_000, noNaN: true }), fc.double({ min: 0.05, max: 0.9, noNaN: true }), (about, factor) => {
      const range = zoomed(whole, whole, about, factor, 1)
      expect(range).toBeDefined()
      const [from, to] = range ?? [0, 0]
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(1_000.001)
      expect(Math.abs((about - from) / (to - from) - about / 1_000)).toBeLessThan(1e-6)
    }),
  )
  expect(zoomed(whole, whole, 500, 2, 1)).toBeUndefined()
  expect(moved([-50, 50], whole)).toEqual([0, 100])
  expect(moved([950, 1_050], whole)).toEqual([900, 1_000])
})

test('ticks are round, and as many as there is room for', () => {
  const texts = (from: number, to: number, width = 800) => ticks(axisScale([from, to], width), 'time').map(({ text }) => text)
  expect(texts(day + 8 * 3_600_000, day + 14 * 3_600_000)).toEqual(['08:00', '09:00', '10:00', '11:00', '12:00', '13:00', '14:00'])
  expect(texts(day, day + 3 * 86_400_000)).toContain('Mar 3')
  expect(texts(day + 1_000, day + 1_010)[0]).toMatch(/^00:01\.0/)
  expect(ticks(axisScale([0, 298], 800), 'position').map(({ text }) => text)).toEqual(['0', '50', '100', '150', '200', '250', '300'])
  fc.assert(
    fc.property(fc.integer({ min: -1e14, max: 1e14 }), fc.integer({ min: 1, max: 1e14 }), (from, span) => {
      expect(ticks(axisScale([from, from + span], 1_000), 'time').length).toBeLessThanOrEqual(12)
    }),
  )
})

test('twelve types have a lane each; of more the rarest share one', () => {
  const types = (count: number) =>
    Array.from({ length: count }, (_, message) => ({ message, name: `T${message}`, events: count - message }))
  expect(lanesOf(types(12)).map(({ name }) => name)).toEqual(types(12).map(({ name }) => name))
  const lanes = lanesOf(types(20))
  expect(lanes).toHaveLength(12)
  expect(lanes.at(-1)).toMatchObject({ name: '9 rare types', message: undefined, events: 9 + 8 + 7 + 6 + 5 + 4 + 3 + 2 + 1 })
  expect(lanesOf([])).toEqual([])
})

test('draws a bar for each stretch with events, and one mark for its worst finding', () => {
  expect(bars([[0, 2, 0, 1]], 0, 2, 6).match(/M/g)).toHaveLength(2)
  const { dots, triangles } = problemMarks([0, 1, 1], [1, 1, 0], 0, 2, 6)
  expect([dots.match(/M/g)?.length, triangles.match(/M/g)?.length]).toEqual([2, 1])
  const paths = stacked(
    [
      [1, 0, 0, 1],
      [1, 1, 0, 0],
    ],
    { left: 0, width: 2, group: 2 },
    { bottom: 40, height: 30 },
  )
  expect(paths.map((path) => path.match(/M/g)?.length)).toEqual([2, 1])
})
