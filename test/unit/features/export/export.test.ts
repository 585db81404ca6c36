import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportStream, fileName } from '../../../../server/features/export/export.ts'
import { exportMap } from '../../../../server/features/export/map.ts'
import type { StreamExportParams } from '../../../../shared/export-protocol.ts'
import { Checked } from '../../../kit/checks.ts'
import { type Texts, uriOf } from '../../../kit/workspace.ts'
import { fencesOf, wellFormed } from './read-back.ts'

const example = (name: string) => readFileSync(join(import.meta.dirname, '../../../../examples/orders', name), 'utf8')
const shop = {
  'event-source.json': example('event-source.json'),
  'shipping.yaml': example('shipping.yaml'),
  'order-processing.json': example('order-processing.json'),
}
const evil = '<script>ran()</script> | `x` *b* [l](javascript:ran()) "q" \'s\' & # --> subgraph end ]] }}\n\n# head'

function poisoned(): Texts {
  const source = JSON.parse(example('event-source.json'))
  source.info.title = evil
  source.info.version = evil
  const channel = source.channels.EventSourceOrders
  channel.address = evil
  channel['x-event-source'] = true
  source.components.messages.OrderNew.name = evil
  source.components.messages.OrderNew.summary = evil
  source.components.messages.OrderNew.payload.properties[evil] = { type: 'string', enum: [evil], description: evil }
  source.components.messages.OrderNew.examples = [{ name: evil, payload: { [evil]: evil } }]
  return {
    ...shop,
    'event-source.json': JSON.stringify(source),
    'order-processing.json': example('order-processing.json').replace(/"title": "[^"]*"/, `"title": ${JSON.stringify(evil)}`),
  }
}

async function made(form: StreamExportParams['form'], texts: Texts = shop): Promise<string> {
  const checked = new Checked(texts)
  await checked.scan()
  const out = await exportStream({ stream: { uri: uriOf('event-source.json'), pointer: '' }, form }, checked.checks)
  if (!out) throw new Error('There is no event source.')
  return out.text
}

describe('an exported stream', () => {
  it('is Markdown with the flow, the messages and their properties', async () => {
    const text = await made('markdown')
    for (const line of ['# EventSourceOrders', '## How it is kept', '| OrderNew |', '### OrderShipped', '## Conventions'])
      expect(text).toContain(line)
    expect(fencesOf(text).map(({ language }) => language)).toContain('mermaid')
    for (const { language, body } of fencesOf(text)) if (language === 'json') expect(() => JSON.parse(body)).not.toThrow()
  })

  it('keeps texts of a document from being markup in Markdown', async () => {
    const text = await made('markdown', poisoned())
    const prose = fencesOf(text).reduce((rest, { whole }) => rest.replace(whole, ''), text)
    const words = prose.replaceAll(/(`+)[^`][\s\S]*?\1/g, '')
    expect(words).not.toMatch(/<[a-z]|(?<!\\)\]\(|(?<!\\)\*b\*|\n# head/)
    for (const row of text.split('\n').filter((line) => line.startsWith('| ')))
      expect(row.replaceAll('\\|', '').split('|').length).toBeLessThan(7)
  })

  it('is Mermaid: who appends, events, who reads', async () => {
    const text = await made('mermaid')
    expect(text).toMatch(/^flowchart LR\n/)
    expect(text).toContain('"OrderNew"')
    const nodes = new Set([...text.matchAll(/^ +(\w+)[[(]/gm)].map(([, id]) => id))
    for (const [, from, to] of text.matchAll(/^ {2}(\w+) --> (\w+)$/gm)) {
      for (const end of [from, to]) expect(end === 'stream' || nodes.has(end)).toBe(true)
    }
    const said = await made('mermaid', poisoned())
    for (const line of said.trimEnd().split('\n')) {
      expect(line).toMatch(
        /^(flowchart LR| +direction TB| +end| {2}subgraph stream \["[^"]*"\]| +[are]\d+(\[|\(\[)"[^"<>`]*"(\]\)|\])| {2}\w+ --> \w+)$/,
      )
    }
  })

  it('is well-formed SVG, light and dark by itself, whatever the document says', async () => {
    for (const texts of [shop, poisoned()]) {
      const svg = await made('svg', texts)
      expect(wellFormed(svg)).toBe(true)
      expect(svg).toContain('prefers-color-scheme:dark')
      expect(svg).not.toMatch(/<script|javascript:ran\(\)"|\son\w+=/)
    }
  })

  it('is one HTML page without a script, with all that it needs in it', async () => {
    for (const texts of [shop, poisoned()]) {
      const html = await made('html', texts)
      expect(html).toContain('<svg xmlns')
      expect(html).not.toMatch(/<script|<link|<img|\ssrc=|<iframe/)
      expect([...html.matchAll(/href="([^"]*)"/g)].every(([, address]) => /^#message-\d+$/.test(address ?? ''))).toBe(true)
    }
  })

  it('is nothing where there is no event source', async () => {
    const checked = new Checked({ 'a.yaml': 'asyncapi: 3.0.0\ninfo: { title: a, version: 1.0.0 }\n' })
    await checked.scan()
    expect(await exportStream({ stream: { uri: uriOf('a.yaml'), pointer: '' }, form: 'html' }, checked.checks)).toBeNull()
    expect(await exportMap({ scheme: 'auto' }, checked.checks)).toBeNull()
  })

  it('has a name that every system takes', () => {
    expect(fileName('a/b:c*"d"')).toBe('a-b-c-d')
    expect(fileName('../..')).toBe('stream')
  })
})

describe('the exported map', () => {
  it('is well-formed SVG with every stream and application', async () => {
    for (const texts of [shop, poisoned()]) {
      const checked = new Checked(texts)
      await checked.scan()
      const svg = (await exportMap({ scheme: 'dark' }, checked.checks))?.text ?? ''
      expect(wellFormed(svg)).toBe(true)
      expect(svg).toContain('EventSourceOrders')
      expect(svg.match(/class="es-run"/g)?.length).toBeGreaterThan(1)
    }
  })
})
