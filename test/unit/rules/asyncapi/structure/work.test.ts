import { describe, expect, test } from 'vitest'
import type { MappingNode, Node } from '../../../../../server/document/node.ts'
import { edit, parse } from '../../../../../server/document/source-text.ts'
import { checkAs, checkStructure } from '../../../../../server/rules/asyncapi/structure/structure.ts'
import { kindNamed } from '../../../../../server/spec/kinds.ts'
import { toMapping, toNode } from './toNode.ts'

const message = (index: number, extra: object): object => ({
  name: `Event${index}`,
  payload: { type: 'object', properties: { id: { type: 'string' } } },
  ...extra,
})

function messages(extra: object): Record<string, object> {
  return Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`event${index}`, message(index, index === 250 ? extra : {})]))
}

/** A mapping that counts how often its entries are gone through. */
function counting(node: Node, count: () => void): Node {
  if (node.kind === 'sequence') return { ...node, items: node.items.map((item) => ({ ...item, value: counting(item.value, count) })) }
  if (node.kind !== 'mapping') return node
  const inner = toMapping(node.entries.map((entry) => [entry.key, counting(entry.value, count)]))
  return Object.defineProperty({ ...inner }, 'entries', {
    get: () => {
      count()
      return inner.entries
    },
  }) as MappingNode
}

function replaced(node: Node, path: readonly string[], value: Node): Node {
  const [key, ...rest] = path
  if (key === undefined || node.kind !== 'mapping') return value
  return toMapping(node.entries.map((entry) => [entry.key, entry.key === key ? replaced(entry.value, rest, value) : entry.value]))
}

describe('work', () => {
  test('an edit looks again only at the mappings on the way to it', () => {
    let visits = 0
    const count = (): void => {
      visits++
    }
    const whole = { asyncapi: '3.0.0', info: { title: 'a', version: '1' }, components: { messages: messages({}) } }
    const root = counting(toNode(whole), count)
    expect(checkStructure(root)).toEqual([])
    expect(visits).toBeGreaterThan(1_000)
    visits = 0
    const edited = replaced(root, ['components', 'messages', 'event250'], toNode(message(250, { titel: 'x' })))
    visits = 0
    expect(checkStructure(edited)).toHaveLength(1)
    expect(visits).toBe(0)
  })

  test('the real tree keeps what an edit did not touch', () => {
    const lines = Object.keys(messages({})).map((key) => `    ${key}: { name: ${key}, payload: { type: object } }`)
    const text = `asyncapi: 3.0.0\ninfo: { title: a, version: '1' }\ncomponents:\n  messages:\n${lines.join('\n')}\n`
    const before = parse(text, 'yaml')
    const [root] = before.roots
    expect(root?.node && checkStructure(root.node)).toEqual([])
    const at = text.indexOf('event300: { name') + 'event300: { '.length
    const after = edit(before, [{ from: at, to: at + 4, insert: 'nome' }])
    const [changed] = after.roots
    const findings = changed?.node ? checkStructure(changed.node) : []
    expect(findings.map(({ path }) => path)).toEqual([['components', 'messages', 'event300', 'nome']])
    const kept = (node: Node | undefined, key: string): Node | undefined => {
      const components = node?.kind === 'mapping' ? node.get('components')?.value : undefined
      const all = components?.kind === 'mapping' ? components.get('messages')?.value : undefined
      return all?.kind === 'mapping' ? all.get(key)?.value : undefined
    }
    expect(kept(changed?.node, 'event3')).toBe(kept(root?.node, 'event3'))
  })

  test('a list in which aliases multiply is neither hung on nor said more than so often', () => {
    let node: Node = toNode({ nonsense: 1 })
    for (let depth = 0; depth < 40; depth++)
      node = toMapping([
        ['allOf', toNode([])],
        [
          'properties',
          toMapping([
            ['a', node],
            ['b', node],
          ]),
        ],
      ])
    const kind = kindNamed('schema', '3.0.0')
    expect(checkAs(node, kind ?? -1)).toHaveLength(1_000)
  })

  test('a part of another file is checked as what it stands for', () => {
    const server = kindNamed('server', '3.0.0') ?? -1
    expect(checkAs(toNode({ host: 'a', protocol: 'ws' }), server, '3.0.0')).toEqual([])
    expect(checkAs(toNode({ hots: 'a', protocol: 'ws' }), server, '3.0.0').map(({ path, part }) => ({ path, part }))).toEqual([
      { path: ['hots'], part: 'key' },
    ])
    expect(checkAs(toNode({}), server).map(({ path, message: text }) => ({ path, text }))).toEqual([
      { path: [], text: 'A server needs "host".' },
      { path: [], text: 'A server needs "protocol".' },
    ])
  })
})
