import '../../kit/seed.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memberTexts } from '../../../replay/json/members.ts'
import { readJson } from '../../../replay/json/read.ts'
import { payloadText } from '../../../replay/record/payload-text.ts'

describe('a payload as it is written', () => {
  const read = (text: string) => {
    const result = readJson(text)
    return result.ok ? result.value : undefined
  }
  const payload = '{"price": 1.10, "exact": 0.12345678901234567890, "big": 12345678901234567890, "e": 1e3}'

  test.each([
    ['a bare one', payload],
    ['in an envelope', `{"headers":{}, "value" : ${payload} , "key":"k"}`],
    ['as text in an envelope', `{"headers":{},"value":${JSON.stringify(payload)}}`],
    ['of a CloudEvent', `{"specversion":"1.0","type":"T","data":${payload}}`],
    ['of a row', `{"stream_id":"a","type":"T","event_data":${payload}}`],
    ['where a name is there twice', `{"headers":{},"value":{"price":2},"value":${payload}}`],
  ])('keeps its digits: %s', (_, record) => {
    expect(payloadText(record, read(payload))).toBe(payload)
  })

  test('is written anew where the record has none that says it', () => {
    expect(payloadText('{"headers":{},"value":{"n":"1"}}', { n: 1n })).toBe('{"n":1}')
    expect(payloadText('{"a":', { n: 1 })).toBe('{"n":1}')
    expect(payloadText('', 'text')).toBe('"text"')
  })

  test('members are found whatever they hold', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), fc.constantFrom(0, 1, 2), (object, space) => {
        const found = memberTexts(JSON.stringify(object, undefined, space))
        expect([...found.keys()].sort()).toEqual(Object.keys(object).sort())
        for (const [name, text] of found) expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(object[name])))
      }),
    )
  })

  test('of what is cut or no object there is no end to wait for', () => {
    fc.assert(
      fc.property(fc.string(), fc.json(), fc.nat(200), (text, json, end) => {
        memberTexts(text)
        memberTexts(`{${json}`.slice(0, end))
      }),
    )
  })
})
