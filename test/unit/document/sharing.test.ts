import { describe, expect, test } from 'vitest'
import type { MappingNode, Node } from '../../../server/document/node.ts'
import { edit, type Language, parse, type SourceText } from '../../../server/document/source-text.ts'

const COUNT = 1_000

function yaml(): string {
  const entries = Array.from(
    { length: COUNT },
    (_, n) =>
      `    Order${n}:\n      name: Order${n}\n      payload:\n        type: object\n        required: [id, at]\n        properties:\n          id: { type: string }\n          at:\n            type: string\n            format: date-time\n`,
  )
  return `asyncapi: 3.0.0\ncomponents:\n  messages:\n${entries.join('')}`
}

function json(): string {
  const messages = Object.fromEntries(
    Array.from({ length: COUNT }, (_, n) => [
      `Order${n}`,
      {
        name: `Order${n}`,
        payload: {
          type: 'object',
          required: ['id', 'at'],
          properties: { id: { type: 'string' }, at: { type: 'string', format: 'date-time' } },
        },
      },
    ]),
  )
  return JSON.stringify({ asyncapi: '3.0.0', components: { messages } }, null, 2)
}

function messages({ roots }: SourceText): readonly Node[] {
  const at = (node: Node | undefined, key: string) => (node as MappingNode).get(key)?.value
  const mapping = at(at(roots[0]?.node, 'components'), 'messages') as MappingNode
  return mapping.entries.map((entry) => entry.value)
}

describe.each<[Language, string]>([
  ['yaml', yaml()],
  ['json', json()],
  ['jsonc', json()],
])('after an edit in one entry of a thousand (%s)', (language, text) => {
  const before = parse(text, language)

  test.each([0, 1, 500, COUNT - 1])('entry %i alone, or its neighbours too, are other objects', (n) => {
    const place = text.indexOf('date-time', text.indexOf(`Order${n}`))
    const after = edit(before, [{ from: place, to: place, insert: 'x' }])
    const old = messages(before)
    const changed = messages(after).filter((node, index) => node !== old[index])
    expect(messages(after)).toHaveLength(COUNT)
    expect(changed.length).toBeGreaterThan(0)
    expect(changed.length).toBeLessThanOrEqual(4)
  })

  test('a line more at the start changes none', () => {
    const from = language === 'yaml' ? 0 : 1
    const after = edit(before, [{ from, to: from, insert: '\n' }])
    expect(messages(after).filter((node, index) => node !== messages(before)[index])).toEqual([])
    expect(after.roots[0]?.locate(['components'], 'key')?.from).toBe((before.roots[0]?.locate(['components'], 'key')?.from ?? 0) + 1)
  })

  test('breaking an entry and mending it leaves all others as they were', () => {
    const place = text.indexOf('string', text.indexOf('Order700'))
    const broken = edit(before, [{ from: place, to: place, insert: language === 'yaml' ? '[' : '"' }])
    expect(broken.problems.filter(({ code }) => code === 'syntax')).toHaveLength(1)
    const old = messages(before)
    const others = messages(broken).filter((node, index) => node !== old[index])
    expect(others.length).toBeLessThanOrEqual(4)
    const mended = edit(broken, [{ from: place, to: place + 1, insert: '' }])
    expect(mended.problems).toEqual([])
    expect(messages(mended).filter((node, index) => node !== old[index]).length).toBeLessThanOrEqual(4)
  })
})

test('what an alias opens is the anchor’s node, and both stay the same over an edit elsewhere', () => {
  const text = `base: &base\n  a: 1\n  b: [x, y]\n${'filler: text of some length\n'.replace('filler', 'f').repeat(1)}use:\n  again: *base\n  merged:\n    <<: *base\n    c: 3\nlast: end\n`
  const get = (source: SourceText, ...path: string[]) =>
    path.reduce<Node | undefined>((node, key) => (node as MappingNode).get(key)?.value, source.roots[0]?.node)
  const before = parse(text, 'yaml')
  expect(get(before, 'use', 'again')).toBe(get(before, 'base'))
  expect(get(before, 'use', 'merged', 'b')).toBe(get(before, 'base', 'b'))
  const long = parse(`${text}${'# a line that keeps the end away\n'.repeat(100)}tail: 1\n`, 'yaml')
  const after = edit(long, [{ from: long.text.length - 2, to: long.text.length - 1, insert: '2' }])
  expect(get(after, 'tail')).toMatchObject({ value: 2 })
  expect(get(after, 'use')).toBe(get(long, 'use'))
})
