import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { documentTextOf } from '../../../server/features/document-text.ts'

test('a document is written as people write it', () => {
  expect(documentTextOf('{"asyncapi":"3.0.0","channels":{"orders":{"x-event-source":true,"tags":[{"name":"a: b"}],"messages":{}}}}')).toBe(
    `asyncapi: '3.0.0'
channels:
  orders:
    x-event-source: true
    tags:
      - name: 'a: b'
    messages: {}
`,
  )
})

test('what it says is read back', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, noNullPrototype: true }), (value) => {
      const json = JSON.stringify(value)
      expect(JSON.stringify(parse(documentTextOf(json) ?? ''))).toBe(json)
    }),
  )
})

test.each(['{', '1', '[]', ''])('nothing is written of %j', (json) => {
  expect(documentTextOf(json)).toBeNull()
})
