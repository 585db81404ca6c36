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

test('names the first line that is no edit', () => {
  expect(readBranchFile('{"drop": 1}\n{"drop": {}}')).toBe(2)
  expect(readBranchFile('{"drop": 1')).toBe(1)
  fc.assert(
    fc.property(fc.string(), (text) => {
      const edits = readBranchFile(text)
      expect(typeof edits === 'number' ? edits > 0 : edits.length === 0).toBe(true)
    }),
  )
})
