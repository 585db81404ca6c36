import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBranchFile } from '../../../../client/replay/branch-file.ts'

test('reads one edit a line, digits as written', () => {
  const text = [
    '\ufeff{"drop": 12}',
    '',
    '{"insert": {"n": 12345678901234567890, "__proto__": 1}, "after": 213}',
    '{"edit": "26.1", "record": {"amount": 1.10}}',
    '{"move": 9, "after": 12}\r',
  ]
  expect(readBranchFile(text.join('\n'))).toEqual([
    { drop: 12 },
    { insert: '{"n":12345678901234567890,"__proto__":1}', after: 213 },
    { edit: '26.1', record: '{"amount":1.10}' },
    { move: 9, after: 12 },
  ])
})

test('names the line that is no edit', () => {
  expect(() => readBranchFile('{"drop": 1}\n{"drop": {}}')).toThrow('Line 2')
  expect(() => readBranchFile('{"drop": 1')).toThrow('Line 1')
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        readBranchFile(text)
      } catch (error) {
        expect(String(error)).toMatch(/Line \d+ is no edit/)
      }
    }),
  )
})
