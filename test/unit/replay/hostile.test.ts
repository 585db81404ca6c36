import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelWith, outcomeOf, sourceOf } from '../../kit/replay.ts'

const location = 'correlationId: { location: $message.payload#/id }'
const typed = (type: string) =>
  `{ name: ${type}, ${location}, headers: { type: object, properties: { id: { type: string }, n: { type: integer } } }, payload: { type: object, required: [type], properties: { type: { const: ${type} }, id: {}, time: {}, sequence: {}, causationId: {}, s: { type: string, pattern: '^(a+)+$' } } } }`
const channel = channelWith({ a: typed('A'), b: typed('B') })

const name = fc.constantFrom(
  ...['type', 'id', 'time', 'sequence', 'causationId', 'key', 'headers', 'value', 'payload', 'data', 'topic', 'partition', 'offset'],
  ...['specversion', 'source', 'stream_id', 'version', 'metadata', '__proto__', 'constructor', 'toString', 's', ''],
)
const leaf = fc.oneof(
  fc.constantFrom(
    'A',
    'B',
    '1.0',
    '',
    '7',
    '2026-01-01T00:00:00Z',
    '{"type":"A","id":1}',
    '[',
    '{',
    '__proto__',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
  ),
  fc.constantFrom(0, 1, -1, 7, 1.5, 1e21, 1_700_000_000),
  fc.constantFrom(null, true, false),
)
const { record } = fc.letrec((tie) => ({
  record: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(fc.tuple(name, tie('record'))).map((members) => ({ members })),
    fc.array(tie('record'), { maxLength: 4 }),
  ),
}))

/** Text, so that names come twice and `__proto__` is one of them. */
function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const { members } = value as { members: readonly (readonly [string, unknown])[] }
  return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${text(inner)}`).join()}}`
}

describe('whatever a recording holds', () => {
  it('every record is an event, and nothing throws', async () => {
    const line = fc.oneof(
      record.map(text),
      fc.string({ minLength: 1 }).map((one) => `x${one.replace(/[\r\n]/g, '')}`),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.constantFrom(1, 7, 4096), async (lines, size) => {
        const { events, all } = await outcomeOf(channel, sourceOf({ 'r.ndjson': lines.join('\n') }, size))
        expect(events).toBe(lines.length)
        for (const { state } of all) expect(Object.getPrototypeOf(state)).toBe(Object.prototype)
      }),
    )
    expect(({} as Record<string, unknown>)['id']).toBeUndefined()
  })

  it('bytes of no form at all are read to their end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom([], [0x1f, 0x8b, 8, 0], [0x28, 0xb5, 0x2f, 0xfd], [0x5b], [0xef, 0xbb, 0xbf]),
        fc.constantFrom('r.ndjson', 'r.json', 'r.csv', 'r'),
        async (bytes, start, file) => {
          const { events, findings } = await outcomeOf(channel, sourceOf({ [file]: Uint8Array.from([...start, ...bytes]) }))
          expect(findings.length).toBeGreaterThanOrEqual(events > 0 ? 1 : 0)
        },
      ),
    )
  })
})
