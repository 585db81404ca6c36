import { describe, expect, it } from 'vitest'
import { codeActions, resolveCodeAction } from '../../../server/features/code-actions.ts'
import { actionsAt, appliedTo, scene } from '../../kit/features.ts'

const compacted = `asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders/{id}
    parameters: { id: {} }
    x-event-source: true
    bindings:
      kafka:
        topicConfiguration:
          cleanup.policy: ¦[compact]   # as the others
          retention.ms: -1
    messages:
      OrderPlaced: { payload: { type: object, required: [type], properties: { type: { const: placed } } } }
      OrderPaid: { payload: { type: object, required: [type], properties: { type: { const: paid } } } }
`

describe('quick fixes', () => {
  it("mends in the author's style and is what the light bulb prefers", async () => {
    const at = await scene({ 'a.yaml': compacted })
    const fix = actionsAt(at, 'quickfix').find(({ isPreferred }) => isPreferred)
    expect(fix?.title).toBe('Keep every event')
    expect(appliedTo(at, fix)['a.yaml']).toBe(at.text.replace('[compact]', '[delete]'))
  })

  it('offers nothing of another kind than asked for', async () => {
    const at = await scene({ 'a.yaml': compacted })
    expect(actionsAt(at, 'source.organizeImports')).toEqual([])
    expect(actionsAt(at, 'source').map(({ kind }) => kind)).toEqual(['source.fixAll.asyncapiEventSource'])
    expect(actionsAt(at, 'source.fixAll').map(({ kind }) => kind)).toEqual(['source.fixAll.asyncapiEventSource'])
    expect(actionsAt(at).some(({ kind }) => kind?.startsWith('source'))).toBe(false)
  })

  it('mends all of a kind in the document, and all that is safe', async () => {
    const second = compacted
      .slice(compacted.indexOf('  orders:'))
      .replace('¦', '')
      .replace('  orders:', '  parcels:')
      .replace('orders/{id}', 'parcels/{id}')
    const at = await scene({ 'a.yaml': compacted + second })
    const wanted = at.text.replaceAll('[compact]', '[delete]')
    const all = actionsAt(at).find(({ title }) => title.startsWith('Fix all event-source/no-compaction'))
    expect(appliedTo(at, all)['a.yaml']).toBe(wanted)
    expect(appliedTo(at, actionsAt(at, 'source.fixAll')[0])['a.yaml']).toBe(wanted)
  })
})

describe('suppress here', () => {
  const suppress = (at: Awaited<ReturnType<typeof scene>>, rule = 'event-source/no-compaction') =>
    actionsAt(at).find(({ title }) => title === `Suppress ${rule} here with a reason`)

  it('writes a comment above, as far in as the line', async () => {
    const at = await scene({ 'a.yaml': compacted })
    const line = '          cleanup.policy'
    const comment = '          # event-source-disable-next-line event-source/no-compaction -- reason\n'
    const after = appliedTo(at, suppress(at))['a.yaml'] ?? ''
    expect(after).toBe(at.text.replace(line, comment + line))
    const again = await scene({ 'a.yaml': after.replace(line, `${line.slice(0, -1)}¦y`) })
    expect(again.checked.shown('a.yaml')).not.toContain('12:event-source/no-compaction')
    expect(again.checked.shown('a.yaml').some((one) => one.includes('suppression'))).toBe(false)
  })

  const json = JSON.stringify(
    {
      asyncapi: '3.0.0',
      info: { title: 'Orders', version: '1.0.0' },
      channels: {
        orders: {
          'x-event-source': true,
          bindings: { kafka: { topicConfiguration: { 'cleanup.policy': ['compact'], 'retention.ms': -1 } } },
        },
      },
    },
    undefined,
    2,
  ).replace('"compact"', '¦"compact"')

  it('writes a comment in JSON with comments', async () => {
    const at = await scene({ 'a.jsonc': json })
    expect(appliedTo(at, suppress(at))['a.jsonc']).toContain(
      '            // event-source-disable-next-line event-source/no-compaction -- reason\n            "cleanup.policy"',
    )
  })

  it('has the channel ignore it in JSON', async () => {
    const at = await scene({ 'a.json': json })
    const after = appliedTo(at, suppress(at))['a.json'] ?? ''
    expect(JSON.parse(after).channels.orders['x-event-source']).toEqual({ ignore: ['event-source/no-compaction'] })
    const again = await scene({ 'a.json': after })
    expect(again.checked.shown('a.json').filter((one) => /compaction|suppression|declaration/.test(one))).toEqual([])
  })
})

describe('what a channel is', () => {
  const alike = (name: string) => `asyncapi: 3.0.0
info: { title: ${name}, version: 1.0.0 }
servers: { broker: { host: broker, protocol: kafka } }
channels:
  ${name}¦:
    address: ${name}
    messages: { OrderPlaced: {}, OrderPaid: {}, OrderShipped: {} }
`

  it('is said by one action where the rule speaks, and by another everywhere', async () => {
    const at = await scene({ 'a.yaml': alike('orders'), 'b.yaml': alike('parcels').replace('¦', '') })
    const titles = actionsAt(at).map(({ title, kind }) => `${kind} ${title}`)
    expect(titles).toContain('quickfix Mark as event source')
    expect(titles).toContain('quickfix Not an event source')
    const all = actionsAt(at).find(({ title }) => title === 'Mark all 2 look-alike channels of the workspace')
    const after = appliedTo(at, all)
    expect(Object.keys(after).sort()).toEqual(['a.yaml', 'b.yaml'])
    for (const text of Object.values(after)) expect(text.endsWith('OrderShipped: {} }\n    x-event-source: true\n')).toBe(true)
  })

  it('is offered on the key alone where nothing is said', async () => {
    const at = await scene({ 'a.yaml': alike('orders').replace('kafka', 'mqtt') })
    expect(actionsAt(at).map(({ title, kind }) => `${kind} ${title}`)).toEqual([
      'refactor.rewrite Mark as event source',
      'refactor.rewrite Not an event source',
    ])
    const [mark] = actionsAt(at)
    expect(appliedTo(at, mark)['a.yaml']).toContain('x-event-source: true')
  })

  it('can be taken back', async () => {
    const at = await scene({ 'a.yaml': `${alike('orders')}    x-event-source: { aggregate: Order }\n` })
    const none = actionsAt(at, 'refactor').find(({ title }) => title === 'Not an event source')
    expect(appliedTo(at, none)['a.yaml']).toContain('    x-event-source: false\n')
    expect(actionsAt(at, 'refactor')).toHaveLength(1)
  })
})

it('works out what concerns many findings only once it is chosen', async () => {
  const channel = compacted.slice(compacted.indexOf('  orders:'))
  const more = Array.from({ length: 20 }, (_, i) => channel.replace('¦', '').replace('  orders:', `  parcels${i}:`))
  const { checked, uri, position } = await scene({ 'a.yaml': compacted + more.join('') })
  const params = { textDocument: { uri }, range: { start: position, end: position }, context: { diagnostics: [] } }
  const offered = codeActions(params, checked.checks, { resolve: true }).find(({ title }) => title.startsWith('Fix all'))
  expect(offered?.edit).toBeUndefined()
  expect(resolveCodeAction(offered ?? { title: '' }, checked.checks).edit?.changes?.[uri]).toHaveLength(1)
  expect(resolveCodeAction({ title: 'of somebody else' }, checked.checks)).toEqual({ title: 'of somebody else' })
})
