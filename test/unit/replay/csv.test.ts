import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { recordsOf, sourceOf } from '../../kit/replay.ts'

it('rows are those that a CSV parser finds in the whole text, each where it begins', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', ' ', 'é'), maxLength: 6 })
  const row = fc.tuple(cell, cell, fc.constant('end'))
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1 }), fc.integer({ min: 1, max: 9 }), async (rows, size) => {
      const text = Papa.unparse([['a', 'b', 'c'], ...rows], { newline: '\n', quotes: true })
      const records = await recordsOf(sourceOf({ 'r.csv': text }, size))
      let line = 2
      const expected = rows.map(([a, b, c]) => {
        const begun = line
        line += 1 + [a, b].join('').split('\n').length - 1
        return [begun, { ...(a !== '' && { a }), ...(b !== '' && { b }), c }]
      })
      expect(records.map(({ line, content }) => [line, content.kind === 'row' ? content.row : content])).toEqual(expected)
    }),
  )
})
