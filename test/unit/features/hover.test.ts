import { describe, expect, it } from 'vitest'
import { hover } from '../../../server/features/hover.ts'
import type { CheckedOptions } from '../../kit/checks.ts'
import { scene } from '../../kit/features.ts'
import type { Texts } from '../../kit/workspace.ts'

async function shown(texts: Texts | string, options?: CheckedOptions): Promise<string | undefined> {
  const all = typeof texts === 'string' ? { 'a.yaml': texts } : texts
  const at = await scene(all, Object.keys(all)[0], options)
  const found = hover({ textDocument: { uri: at.uri }, position: at.position }, at.checked.checks)
  return found ? (found.contents as { value: string }).value : undefined
}

const channel = (rest: string) => `asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  ord¦ers:
    address: orders
${rest}`

const messages = `    messages:
      OrderPlaced: { correlationId: { location: $message.payload#/id }, payload: { properties: { id: { type: string }, type: { const: placed } } } }
      OrderPaid: { correlationId: { location: $message.payload#/id }, payload: { properties: { id: { type: string }, type: { const: paid } } } }
`

describe('on a channel', () => {
  it('says why it is an event source, and how its events are told apart', async () => {
    expect(await shown(channel(`    x-event-source: true\n${messages}`))).toBe(
      '**Event source**: `x-event-source` says so.\n\n' +
        '2 messages: `OrderPlaced`, `OrderPaid`; type mark `payload/type`; correlation `$message.payload#/id`.',
    )
  })

  it.each([
    ['    x-event-source: true\n', '**Event source**: `x-event-source` says so.\n\nNo messages.'],
    ['    x-event-source: false\n    title: Event store\n', '**Not an event source**: `x-event-source: false` says so.'],
    ['    title: The Event-Store of orders\n', '**Event source**: its own texts say “Event-Store”.\n\nNo messages.'],
    ['', '**Not an event source**: nothing says that it is one. Write `x-event-source: true` if it is.'],
  ])('tells why: %j', async (rest, wanted) => {
    expect(await shown(channel(rest))).toBe(wanted)
  })

  it('tells of the document and the setting', async () => {
    expect(await shown(channel(messages).replace('title: Orders', 'title: Event sourcing'))).toMatch(
      /^\*\*Event source\*\*: the document says “Event sourcing”/,
    )
    expect(await shown(channel(''), { settings: { channels: ['ord*'] } })).toMatch(/^\*\*Event source\*\*: the pattern `ord\*`/)
  })

  it('tells server-sent events apart', async () => {
    const text = channel('    x-event-source: true\n    messages: { A: { contentType: text/event-stream } }\n')
    expect(await shown(text)).toMatch(/^\*\*Not an event source\*\*: its messages are server-sent events/)
  })
})

describe('on a key', () => {
  it('says what the specification says', async () => {
    expect(await shown('asyncapi: 3.0.0\nin¦fo: { title: A, version: "1" }\n')).toMatch(/^\*\*info\*\* \(object, required\)\n\n/)
    expect(await shown(channel('').replace('¦', '').replace('address', 'addr¦ess'))).toMatch(/^\*\*address\*\*.*\n\n.*topic name/s)
  })

  it('knows the keys of bindings and of files of parts', async () => {
    const kafka = channel('    bindings: { kafka: { topicConfi¦guration: {} } }\n').replace('ord¦ers', 'orders')
    expect(await shown(kafka)).toMatch(/^\*\*topicConfiguration\*\*/)
    const part = {
      'part.yaml': 'contentT¦ype: application/json\n',
      'a.yaml': channel('    messages: { A: { $ref: ./part.yaml } }\n').replace('¦', ''),
    }
    expect(await shown(part)).toMatch(/^\*\*contentType\*\*/)
  })

  it('knows the words of x-event-source and of the config', async () => {
    expect(await shown(channel('    x-event-source: { aggre¦gate: Order }\n').replace('ord¦ers', 'orders'))).toMatch(
      /^The name of the entity/,
    )
    expect(await shown({ '.asyncapi-event-source.yaml': 'chan¦nels: []\n' })).toMatch(/^Patterns/)
  })

  it('says nothing of other texts', async () => {
    expect(await shown('asyncapi: 3.0.0\ninfo: { title: ¦A, version: "1" }\n')).toBeUndefined()
    expect(await shown('na¦me: none of ours\n')).toBeUndefined()
    expect(await shown('asyncapi: 3.0.0\n: ]¦[\n')).toBeUndefined()
  })
})

describe('on the id of a rule', () => {
  it.each([
    { 'a.yaml': '# event-source-disable-file event-source/no-comp¦action -- reason\nasyncapi: 3.0.0\n' },
    { '.asyncapi-event-source.yaml': 'rules: { event-source/no-comp¦action: "off" }\n' },
    { 'a.yaml': channel('    x-event-source: { ignore: [event-source/no-comp¦action] }\n').replace('ord¦ers', 'orders') },
  ])('says what it reports', async (texts) => {
    expect(await shown(texts)).toBe('**event-source/no-compaction** (error)\n\nA log of events that is compacted')
  })
})
