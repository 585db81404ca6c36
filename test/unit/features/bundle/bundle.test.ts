import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundle } from '../../../../server/features/bundle/bundle.ts'
import { atOnce } from '../../../../server/validate/slices.ts'
import { bagAt, decode } from '../../../../webview/document/graph.ts'
import { Checked } from '../../../kit/checks.ts'
import { type Texts, uriOf } from '../../../kit/workspace.ts'

async function bundled(texts: Texts, file = 'a.yaml') {
  const checked = new Checked(texts)
  await checked.scan()
  await checked.checks.workspace.load(uriOf(file))
  const { graph, gaps } = atOnce(bundle(checked.checks.workspace.file(uriOf(file)).root()))
  return { graph, gaps, value: bagAt(decode(graph)) }
}

describe('a bundled document', () => {
  it('has what lies in other files, and in files that these refer to', async () => {
    const { value, gaps } = await bundled({
      'a.yaml': 'asyncapi: 3.0.0\nchannels: { c: { $ref: "parts/b.yaml#/channels/c" } }\n',
      'parts/b.yaml': 'channels: { c: { address: x, messages: { m: { $ref: "../c.json#/m" } } } }\n',
      'c.json': '{"m": {"payload": {"type": "string"}}}',
    })
    expect(value['channels']).toEqual({ c: { address: 'x', messages: { m: { payload: { type: 'string' } } } } })
    expect(gaps).toEqual([])
  })

  it('holds what is shared once, and itself where it is recursive', async () => {
    const { value } = await bundled({
      'a.yaml':
        'asyncapi: 3.0.0\ncomponents: { schemas: { A: { properties: { next: { $ref: "#/components/schemas/A" }, b: { $ref: "#/components/schemas/B" } } }, B: { type: string, not: { $ref: "#/components/schemas/A" } } } }\n',
    })
    const a = bagAt(value, 'components', 'schemas', 'A')
    const b = bagAt(value, 'components', 'schemas', 'B')
    expect(bagAt(a, 'properties')).toEqual({ next: a, b })
    expect(bagAt(a, 'properties', 'next')).toBe(a)
    expect(bagAt(a, 'properties', 'b')).toBe(b)
    expect(bagAt(b, 'not')).toBe(a)
  })

  it('leaves data alone that only looks like a reference', async () => {
    const { value, gaps } = await bundled({
      'a.yaml': 'asyncapi: 3.0.0\nx: { examples: [{ $ref: "#/nowhere" }], enum: [{ $ref: "no" }] }\n',
    })
    expect(value['x']).toEqual({ examples: [{ $ref: '#/nowhere' }], enum: [{ $ref: 'no' }] })
    expect(gaps).toEqual([])
  })

  it('says where a reference leads nowhere, and why', async () => {
    const { value, gaps } = await bundled({
      'a.yaml': `asyncapi: 3.0.0
a: { $ref: "gone.yaml#/a" }
b: { $ref: "#/not/there" }
c: { $ref: "../../outside.yaml" }
d: { $ref: "https://example.com/d.yaml" }
e: { $ref: "#/f" }
f: { $ref: "#/e" }
`,
    })
    expect(gaps.map(({ place, message }) => [place.pointer, message])).toEqual([
      ['/a', '`gone.yaml#/a`: there is no such file.'],
      ['/b', '`#/not/there`: there is no “not” there.'],
      ['/c', '`../../outside.yaml`: not read, for it lies outside the workspace.'],
      ['/d', '`https://example.com/d.yaml`: not read, for it lies on the network.'],
      ['/e', '`#/f`: it leads in a circle.'],
      ['/f', '`#/e`: it leads in a circle.'],
    ])
    expect(bagAt(value, 'a')['description']).toContain('gone.yaml#/a')
  })

  it('grows with the text, not with the ways through it', async () => {
    const level = (n: number) => `  L${n}: { a: { $ref: "#/s/L${n + 1}" }, b: { $ref: "#/s/L${n + 1}" } }`
    const { graph } = await bundled({
      'a.yaml': `asyncapi: 3.0.0\ns:\n${Array.from({ length: 200 }, (_, n) => level(n)).join('\n')}\n  L200: { x: 1 }\n`,
    })
    expect(graph.length).toBe(203)
  })

  it('survives a reference to what holds it, and names that are nobody’s', async () => {
    const { value } = await bundled(
      { 'a.json': '{"asyncapi":"3.0.0","a":{"$ref":"#"},"__proto__":{"x":1},"constructor":{"y":{"$ref":"#/a"}}}' },
      'a.json',
    )
    expect(value['a']).toBe(value)
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    expect(bagAt(value, 'constructor')['y']).toBe(value)
  })

  it('is the value itself where nothing is a reference', async () => {
    const json = fc
      .jsonValue({ depthSize: 'small' })
      .filter((value) => !JSON.stringify(value).includes('__proto__') && !JSON.stringify(value).includes('$ref'))
    await fc.assert(
      fc.asyncProperty(json, async (x) => {
        const { value } = await bundled({ 'a.json': JSON.stringify({ asyncapi: '3.0.0', x }) }, 'a.json')
        expect(JSON.stringify(value)).toBe(JSON.stringify({ asyncapi: '3.0.0', x }))
      }),
      { numRuns: 50 },
    )
  })
})
