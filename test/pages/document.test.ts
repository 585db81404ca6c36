import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { documentState } from '../../server/features/document-preview.ts'
import type { DocumentState, FromDocumentPage, ToDocumentPage } from '../../shared/document-protocol.ts'
import { Checked } from '../kit/checks.ts'
import { type Texts, uriOf } from '../kit/workspace.ts'
import { launchBrowser } from '../vscode/harness/browser.ts'
import { shop } from './documents.ts'
import { bundlePage, picture, type ShownPage, seriousFaults, showPage } from './page.ts'
import { themes } from './themes.ts'

type Shown = ShownPage<ToDocumentPage, FromDocumentPage>

const uri = uriOf('orders.yaml')
const example = (name: string) => readFileSync(join(import.meta.dirname, '../../examples', name), 'utf8')

async function stateOf(texts: Texts, file = 'orders.yaml'): Promise<DocumentState> {
  const checked = new Checked(texts)
  await checked.scan()
  return documentState({ uri: uriOf(file) }, checked.checks)
}

/** All that 2.x and 3.x can say, with a word of `text` wherever a text may stand. */
function everywhere(version: string, text: string): string {
  const is2 = version.startsWith('2')
  const schema = {
    type: 'object',
    title: text,
    description: text,
    properties: { [text]: { type: 'string', description: text, enum: [text], pattern: text, format: text } },
    examples: [{ [text]: text }],
    externalDocs: { url: text, description: text },
    'x-note': { [text]: text },
  }
  const message = {
    name: text,
    title: text,
    summary: text,
    description: text,
    contentType: text,
    payload: schema,
    headers: schema,
    tags: [{ name: text, description: text, externalDocs: { url: text } }],
    externalDocs: { url: text },
    correlationId: { location: '$message.header#/a', description: text },
    examples: [{ name: text, summary: text, payload: { [text]: text }, headers: { [text]: text } }],
    bindings: { kafka: { key: schema } },
  }
  const operation = {
    summary: text,
    description: text,
    tags: message.tags,
    externalDocs: { url: text },
    bindings: { kafka: { groupId: schema } },
  }
  const server = {
    protocol: text,
    description: text,
    security: [],
    variables: { port: { default: text, description: text, enum: [text] } },
    tags: message.tags,
    bindings: { kafka: { schemaRegistryUrl: text } },
  }
  return JSON.stringify({
    asyncapi: version,
    info: {
      title: text,
      version: text,
      description: text,
      termsOfService: text,
      contact: { name: text, url: text, email: text },
      license: { name: text, url: text },
      ...(!is2 && { tags: message.tags, externalDocs: { url: text, description: text } }),
      'x-logo': text,
    },
    ...(is2 && { tags: message.tags, externalDocs: { url: text } }),
    servers: { production: is2 ? { url: text, ...server } : { host: text, pathname: text, ...server } },
    channels: is2
      ? {
          [text]: {
            description: text,
            parameters: { id: { description: text, schema } },
            publish: { ...operation, operationId: text, message },
            subscribe: { ...operation, message: { oneOf: [message, message] } },
          },
        }
      : {
          [text]: {
            address: text,
            title: text,
            description: text,
            parameters: { id: { description: text, default: text } },
            messages: { [text]: message },
            bindings: { kafka: { topic: text } },
          },
          lonely: { description: text, messages: { one: message } },
        },
    ...(!is2 && {
      operations: {
        [text]: {
          action: 'send',
          channel: { $ref: `#/channels/${pointerOf(text)}` },
          ...operation,
          reply: { address: { location: text, description: text } },
        },
      },
    }),
    components: { messages: { [text]: message }, schemas: { [text]: schema } },
  })
}

/** The paths of all parts of a value but its version. */
function placesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => (key === 'asyncapi' ? [] : [[...path, key], ...placesOf(part, [...path, key])]))
}

function put(value: Record<string, unknown>, path: readonly string[], part: unknown): void {
  const [key = '', ...rest] = path
  if (rest.length === 0) value[key] = part
  else put(value[key] as Record<string, unknown>, rest, part)
}

const pointerOf = (key: string) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))

/** An event source of a size that no page can draw at once: 2,000 messages on one channel, each with a table of its own. */
function huge(count: number): string {
  const lines = ['asyncapi: 3.0.0', 'info: { title: Huge, version: 1.0.0 }', 'channels:', '  all:', '    address: all', '    messages:']
  for (let n = 0; n < count; n++) lines.push(`      Event${n}: { $ref: '#/components/messages/Event${n}' }`)
  lines.push('operations:', "  take: { action: receive, channel: { $ref: '#/channels/all' } }", 'components:', '  messages:')
  for (let n = 0; n < count; n++) {
    lines.push(
      `    Event${n}:`,
      `      name: Event${n}`,
      `      title: Event ${n}`,
      '      description: Something *happened*.',
      '      payload:',
      '        type: object',
      '        required: [id]',
      '        properties:',
    )
    for (let property = 0; property < 5; property++)
      lines.push(`          property${property}:`, '            type: string', '            description: What it says.')
    lines.push('      examples:', '        - payload:', `            property0: value ${n}`)
  }
  return lines.join('\n')
}

describe('the document preview', () => {
  let browser: Browser
  let files: Map<string, Buffer>
  let shown: Shown | undefined

  beforeAll(async () => {
    files = await bundlePage('document')
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  afterEach(() => shown?.page.context().close())

  async function show(state: DocumentState | undefined, theme = 'dark', width = 1_000): Promise<Shown> {
    shown = await showPage<ToDocumentPage, FromDocumentPage>(browser, files, theme, width)
    if (state) await tell(shown, state)
    return shown
  }
  const tell = (it: Shown, state: DocumentState) =>
    it.tell({ type: 'state', state, uri, folder: 'http://page.invalid/folder', at: '14:02:11' })
  const openAll = (it: Shown) =>
    it.page.evaluate(`new Promise((done) => {
      let left = 4
      const open = () => {
        for (const button of document.querySelectorAll('.example > button[aria-expanded=false], .schema button:has(> svg:not(.-rotate-90))')) button.click()
        for (const button of document.querySelectorAll('.schema button[aria-pressed=false]')) if (button.textContent === 'Conditions') button.click()
        if (--left > 0) setTimeout(open, 30); else done()
      }
      open()
    })`)

  it.each(['2.0.0', '2.3.0', '2.6.0', '3.0.0', '3.1.0'])('shows a document of AsyncAPI %s whole', async (version) => {
    const it = await show(await stateOf({ 'orders.yaml': everywhere(version, 'some words') }))
    const text = (await it.page.textContent('.body')) ?? ''
    for (const one of ['Introduction', 'Servers', 'Operations', 'Messages', 'Schemas'].slice(1)) expect(text).toContain(one)
    expect(await it.page.locator('.fault').count()).toBe(0)
    expect(await it.page.locator('.item:not(.room)').count()).toBeGreaterThan(4)
    await openAll(it)
    expect(await it.page.locator('.fault').count()).toBe(0)
    expect(await it.complaints()).toEqual([])
  })

  it('says what it does not show', async () => {
    const it = await show(await stateOf({ 'orders.yaml': 'asyncapi: 1.2.0\ninfo: {title: x, version: 1}\n' }))
    expect(await it.page.textContent('.blank')).toContain('The preview shows AsyncAPI 2.0.0 to 3.1.0. This document says asyncapi: 1.2.0.')
    await it.page.locator('.link').click()
    expect((await it.told()).at(-1)).toMatchObject({ type: 'range', range: { start: { line: 0 } } })
  })

  it('shows what lies in other files, and goes to where it is written', async () => {
    const it = await show(
      await stateOf({ ...shop, 'orders.yaml': shop['checkout.yaml'], 'source.yaml': shop['orders.yaml'] }, 'payments.yaml'),
    )
    expect(await it.page.locator('.outline .entry').allTextContents()).toContain('sendsendIt')
    const them = await stateOf(shop, 'payments.yaml')
    await tell(it, them)
    expect(await it.page.textContent('.body')).toContain("The customer's money has arrived.")
    await it.page.locator('.item.message .source').first().focus()
    await it.page.keyboard.press('Enter')
    expect((await it.told()).at(-1)).toEqual({ type: 'part', path: ['operations', 'sendIt', 'messages', '0'] })
    await it.tell({ type: 'do', action: 'source' })
    expect((await it.told()).filter(({ type }) => type === 'part')).toHaveLength(2)
  })

  it('names the references that lead nowhere', async () => {
    const broken = shop['orders.yaml'].replace('#/components/messages/OrderShipped', './gone.yaml#/messages/OrderShipped')
    const it = await show(await stateOf({ 'orders.yaml': broken }))
    await it.page.locator('.gaps .sum').click()
    expect(await it.page.textContent('.gaps')).toContain('./gone.yaml#/messages/OrderShipped: there is no such file.')
    await it.page.locator('.gaps .line').click()
    expect((await it.told()).at(-1)).toMatchObject({ type: 'reveal' })
    expect(await it.page.textContent('.body')).toContain('there is no such file.')
  })

  it('keeps scroll and open nodes while the document changes, and the last picture while it is broken', async () => {
    const it = await show(await stateOf({ 'orders.yaml': shop['orders.yaml'] }), 'dark', 900)
    await it.page.locator('.schema button', { hasText: 'Payload' }).first().click()
    const before = await it.page.locator('.schema').count()
    await it.page.evaluate('document.querySelector(".scroll").scrollTop = 220')
    await tell(it, await stateOf({ 'orders.yaml': shop['orders.yaml'].replace('A customer has placed an order.', 'Somebody bought.') }))
    expect(await it.page.textContent('.body')).toContain('Somebody bought.')
    expect(await it.page.locator('.schema').count()).toBe(before)
    expect(await it.page.evaluate('document.querySelector(".scroll").scrollTop')).toBe(220)
    await tell(it, await stateOf({ 'orders.yaml': shop['orders.yaml'].replace('summary: A customer', 'summary: "A customer') }))
    expect(await it.page.textContent('.banner')).toContain('the picture below is from 14:02:11')
    expect(await it.page.textContent('.body')).toContain('Somebody bought.')
    await it.page.locator('.banner .link').click()
    expect((await it.told()).at(-1)).toMatchObject({ type: 'range' })
  })

  it('shows recursive schemas, as deep as one opens them', async () => {
    const recursive = `asyncapi: 3.0.0
info: { title: Recursive, version: 1.0.0 }
channels: { a: { address: a, messages: { m: { payload: { $ref: '#/components/schemas/Node' } } } } }
components:
  schemas:
    Node: { type: object, properties: { next: { $ref: '#/components/schemas/Node' }, many: { type: array, items: { $ref: '#/components/schemas/Node' } }, of: { oneOf: [{ $ref: '#/components/schemas/Node' }, { type: string }] } } }
    List: { type: array, items: { $ref: '#/components/schemas/List' } }
    A: { allOf: [{ $ref: '#/components/schemas/B' }] }
    B: { allOf: [{ $ref: '#/components/schemas/A' }] }
`
    const it = await show(await stateOf({ 'orders.yaml': recursive }))
    await openAll(it)
    await openAll(it)
    expect(await it.page.locator('.fault').count()).toBe(0)
    expect(await it.page.textContent('.body')).toContain('[CIRCULAR]')
    expect(await it.complaints()).toEqual([])
  })

  it('opens references of references without blowing up', async () => {
    const levels = Array.from({ length: 30 }, (_, n) => {
      const next = n === 29 ? '{ type: string }' : `{ $ref: '#/components/schemas/L${n + 1}' }`
      return `    L${n}: { type: object, properties: { a: ${next}, b: ${next}, c: ${next} } }`
    })
    const bomb = `asyncapi: 3.0.0\ninfo: { title: Bomb, version: 1.0.0 }\nchannels: { a: { messages: { m: { payload: { $ref: '#/components/schemas/L0' } } } } }\ncomponents:\n  schemas:\n${levels.join('\n')}\n`
    const state = await stateOf({ 'orders.yaml': bomb })
    expect(state.kind === 'document' && state.graph.length).toBeLessThan(200)
    const it = await show(state)
    await it.page.locator('.example > button').first().click()
    expect(await it.page.textContent('.example')).toContain('too large for an example')
    expect(await it.page.locator('.fault').count()).toBe(0)
  })

  it('draws of 2,000 messages those that are seen, and goes to any of them', async () => {
    const text = huge(2_000)
    expect(text.split('\n').length).toBeGreaterThan(50_000)
    const it = await show(await stateOf({ 'orders.yaml': text }))
    expect(await it.page.locator('.item.message').count()).toBe(4_000)
    expect(await it.page.locator('.item.message:not(.room)').count()).toBeLessThan(60)
    await it.page.locator('input[type=search]').fill('Event1777')
    await it.page.locator('.outline .entry').click()
    await expect
      .poll(() =>
        it.page.evaluate(
          `[...document.querySelectorAll('article h3')].some((h) => h.textContent === 'Event1777' && Math.abs(h.getBoundingClientRect().top) < 200)`,
        ),
      )
      .toBe(true)
    await picture(it.page, 'document-huge')
  })

  it('is never a blank page, whatever stands where something else should', async () => {
    const junk = [null, 7, true, 'text', [], {}, [null], { a: [] }, { $ref: 7 }, [[{}]]]
    for (const version of ['2.6.0', '3.0.0']) {
      const it = await show(await stateOf({ 'orders.yaml': everywhere(version, 'words') }))
      const places = placesOf(JSON.parse(everywhere(version, 'words')))
      for (let round = 0; round < 60; round++) {
        const value = JSON.parse(everywhere(version, 'words'))
        // Spread over all places and all junk, the same in each run.
        const path = places[(round * 37) % places.length] ?? []
        put(value, path, junk[round % junk.length])
        await tell(it, await stateOf({ 'orders.yaml': JSON.stringify(value) }))
        const text = (await it.page.textContent('#app')) ?? ''
        expect([path, text.length > 40]).toEqual([path, true])
      }
      expect(await it.complaints()).toEqual([])
      await it.page.context().close()
    }
  })

  it('runs nothing of a document that is full of scripts', async () => {
    const evil = `<script>ran()</script><img src=x onerror=ran()><a href="javascript:ran()" style="position:fixed">x</a>[y](javascript:ran()) <svg onload=ran()><style>*{display:none}</style><div class="scroll" id="app" onclick="ran()">"onmouseover="ran()`
    for (const version of ['2.6.0', '3.0.0']) {
      for (const text of [evil, 'javascript:ran()', 'data:text/html,<script>ran()</script>']) {
        const it = await show(await stateOf({ 'orders.yaml': everywhere(version, text) }))
        for (let screen = 0; screen < 4; screen++) {
          await openAll(it)
          await it.page.evaluate('document.querySelector(".scroll").scrollBy(0, 900)')
          await it.page.waitForTimeout(50)
        }
        await it.page.evaluate('for (const link of document.querySelectorAll("#app a")) link.click()')
        await it.page.mouse.move(500, 300)
        expect(
          await it.page
            .locator(
              '#app :is(script, iframe, form, style, object, [onerror], [onload], [onclick], [onmouseover], .prose [style], .prose [id])',
            )
            .count(),
        ).toBe(0)
        const told = (await it.told()).filter((one) => one.type === 'link')
        expect(told.filter(({ href }) => !/^(?:https?|mailto):/.test(href))).toEqual([])
        expect((await it.complaints()).filter((one) => !one.startsWith('img-src'))).toEqual([])
        await it.page.context().close()
      }
    }
  })

  it('leaves links to the host, which asks, and loads images from where the policy lets it', async () => {
    const described = shop['orders.yaml'].replace(
      'version: 1.2.0',
      "version: 1.2.0, description: 'See [here](https://example.com/a), ![near](./near.png), ![far](https://example.com/far.png), ![out](file:///etc/passwd)'",
    )
    const it = await show(await stateOf({ 'orders.yaml': described }))
    await it.page.locator('.prose a').click()
    expect(await it.told()).toContainEqual({ type: 'link', href: 'https://example.com/a' })
    const addresses = await it.page.locator('.prose img').evaluateAll((images) => images.map((image) => image.getAttribute('src')))
    expect(addresses).toEqual(['http://page.invalid/folder/near.png', 'https://example.com/far.png', ''])
    expect(await it.complaints()).toEqual([])
    expect(it.page.url()).toBe('http://page.invalid/')
  })

  describe.each(Object.keys(themes))('in %s', (theme) => {
    const states: readonly (readonly [string, () => Promise<DocumentState | undefined>])[] = [
      ['live', () => stateOf({ 'orders.yaml': example('orders/event-source.json') })],
      ['application', () => stateOf(shop, 'payments.yaml')],
      ['everything', () => stateOf({ 'orders.yaml': everywhere('2.6.0', 'some words') })],
      ['broken', async () => ({ ...(await stateOf({ 'orders.yaml': `${shop['orders.yaml']}\n  oops\n: [` })) })],
      ['refused', () => stateOf({ 'orders.yaml': 'asyncapi: 1.0.0' })],
      ['missing', async () => ({ kind: 'missing', file: 'orders.yaml' })],
      ['loading', async () => ({ kind: 'loading', file: 'orders.yaml' })],
    ]
    it.each(states)('has nothing serious for axe-core: %s', async (name, make) => {
      const it = await show(await make(), theme)
      if (name === 'loading') await it.page.waitForSelector('.bar')
      if (name === 'live' || name === 'everything') await openAll(it)
      await it.page.waitForTimeout(100)
      await picture(it.page, `document-${name}-${theme}`)
      expect(await seriousFaults(it.page)).toEqual([])
      expect(await it.complaints()).toEqual([])
    })
  })

  it.each([360, 500, 1600])('uses a width of %i pixels, and overflows in none', async (width) => {
    const it = await show(await stateOf({ 'orders.yaml': example('orders/event-source.json') }), 'light', width)
    await openAll(it)
    await picture(it.page, `document-${width}`)
    expect(await it.page.evaluate('document.querySelector(".scroll").scrollWidth <= document.querySelector(".scroll").clientWidth')).toBe(
      true,
    )
    if (width < 800) {
      await it.page.locator('.list').click()
      await it.page.locator('.outline .entry', { hasText: 'OrderShipped' }).click()
      await expect
        .poll(() =>
          it.page.evaluate(
            `[...document.querySelectorAll('article h3')].some((h) => h.textContent === 'OrderShipped' && h.getBoundingClientRect().top < 700)`,
          ),
        )
        .toBe(true)
    }
  })
})
