import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import type { LoadOptions } from '../../../../replay/load/load.ts'
import { load } from '../../../../replay/load/load.ts'
import { statuses } from '../../../../replay/log/log.ts'
import { parseMoment } from '../../../../replay/moment.ts'
import { decompressed } from '../../../../replay/node/files.ts'
import { fileSource } from '../../../../replay/source/files.ts'
import { memoryStorage } from '../../../../replay/source/memory.ts'
import { channelWith, memoryFile, outcomeOf, recordsOf } from '../../../kit/replay.ts'

const channel = channelWith({
  placed:
    '{ payload: { type: object, required: [id], properties: { type: { const: placed }, id: { type: string }, at: { type: string }, time: { type: string }, n: { type: integer } } }, correlationId: { location: $message.payload#/id } }',
  paid: '{ payload: { type: object, properties: { type: { const: paid }, id: { type: string }, time: { type: string }, sum: { type: number } } }, correlationId: { location: $message.payload#/id } }',
})
const records = [
  { type: 'placed', id: 'a', n: 1, time: '2026-01-01T00:00:00Z' },
  { type: 'paid', id: 'b', sum: 'x', time: '2026-01-02T00:00:00Z' },
  { type: 'paid', id: 'a', sum: 2, time: '2026-01-01T12:00:00Z' },
  { type: 'other', id: 'c' },
  { type: 'paid', id: 'a', sum: 2, time: '2025-01-01T00:00:00.123456Z' },
  { type: 'paid', sum: 2 },
]
const lines = `${records.map((record) => JSON.stringify(record)).join('\n')}\n\n{"type":"placed","id":"d"`
const parquet = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'type', data: ['placed', 'paid'], type: 'STRING' },
      { name: 'id', data: ['a', 'b'], type: 'STRING' },
      { name: 'n', data: [9007199254740993n, null], type: 'INT64', nullable: true },
    ],
  }),
)
const forms: Record<string, string | Uint8Array> = {
  'r.ndjson': lines,
  'r.json': `[\n${records.map((record) => JSON.stringify(record)).join(' ,\n')}\n]`,
  'r.csv': 'type,id,sum,n\nplaced,a,,1\n"paid",b,2,\n\npaid,b,x,',
  'r.ndjson.gz': gzipSync(lines),
  'cut.ndjson.gz': gzipSync(lines).subarray(0, -20),
  'r.parquet': parquet,
}

function sourceOf(files: Readonly<Record<string, string | Uint8Array>>, chunkSize?: number) {
  return fileSource(
    Object.entries(files).map(([name, content]) => memoryFile(name, content, chunkSize)),
    decompressed,
    memoryStorage,
  )
}

async function loaded(files: Readonly<Record<string, string | Uint8Array>>, options?: LoadOptions, chunkSize?: number) {
  const source = sourceOf(files, chunkSize)
  const own = await load(channel, source, options)
  await own.done
  return { ...own, source }
}

/** Findings as `outcomeOf` tells them. */
function said({ findings, position }: Awaited<ReturnType<typeof loaded>>): string[] {
  return [...findings.all()].map(({ ordinal, kind, path }) => `${position(ordinal)} ${kind}${path === undefined ? '' : ` ${path}`}`)
}

describe('a load', () => {
  it.each(Object.keys(forms))('finds in %s what a replay finds, and each record again', async (name) => {
    for (const chunkSize of [undefined, 50]) {
      const files = { [name]: forms[name] as string }
      const own = await loaded(files, {}, chunkSize)
      const replayed = await outcomeOf(channel, sourceOf(files, chunkSize))
      expect(own.log.length).toBe(replayed.events)
      expect(own.log.entities.length).toBe(replayed.entities)
      expect(said(own)).toEqual(replayed.findings)
      expect([...own.findings.all()].map(({ message }) => message)).toEqual(replayed.messages)
      const all = await recordsOf(sourceOf(files, chunkSize))
      const ordinals = all.map((_, ordinal) => ordinal).reverse()
      expect(await own.contents(ordinals)).toEqual(all.map(({ content }) => content).reverse())
      await own.source.dispose()
    }
  })

  it('numbers events of several files one after the other', async () => {
    const files = { 'a.ndjson': lines, 'b.ndjson': lines }
    const own = await loaded(files)
    expect(said(own)).toEqual((await outcomeOf(channel, sourceOf(files))).findings)
    expect([...own.log.file.subarray(0, own.log.length)]).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1])
    expect(own.ordinal(9)).toBe(8)
    expect(own.ordinal(15)).toBe(-1)
  })

  it('keeps what each event is in columns', async () => {
    const { log, position, ordinal, findings } = await loaded({ 'r.ndjson': lines })
    const column = (values: ArrayLike<number>) => Array.from(values).slice(0, log.length)
    expect(column(log.status).map((status) => statuses[status])).toEqual([
      'known',
      'known',
      'known',
      'unknown',
      'known',
      'known',
      'truncated',
    ])
    expect(column(log.message)).toEqual([0, 1, 1, -1, 1, 1, -1])
    expect(column(log.entity)).toEqual([0, 1, 0, 2, 0, -1, -1])
    expect(column(log.worst)).toEqual([0, 2, 0, 2, 1, 1, 1])
    const [first, second] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2)]
    expect(column(log.time)).toEqual([
      first,
      second,
      first + 43_200_000,
      Number.NaN,
      Date.UTC(2025, 0, 1) + 123.456,
      Number.NaN,
      Number.NaN,
    ])
    expect(column(log.clock)).toEqual([first, second, second, second, second, second, second])
    expect([log.entities.id(0), log.entities.find('b'), log.entities.find('none')]).toEqual(['a', 1, -1])
    expect([...log.entities.events(0)]).toEqual([0, 2, 4])
    expect([position(6), ordinal(8), ordinal(7)]).toEqual([8, 6, -1])
    expect(findings.at(1)).toMatchObject([{ kind: 'invalid-payload', path: '/sum' }])
    expect([findings.errors, findings.warnings, findings.count('time-back')]).toEqual([2, 3, 1])
  })

  it.each([
    [{ limit: 2 }],
    [{ since: parseMoment('2') }],
    [{ until: parseMoment('2026-01-01T13:00:00Z') }],
    [{ since: parseMoment('2026-01-02T00:00:00Z'), until: parseMoment('5') }],
  ])('reads what is asked for only: %j', async (options) => {
    const own = await loaded({ 'r.ndjson': lines }, options)
    const replayed = await outcomeOf(channel, sourceOf({ 'r.ndjson': lines }), options)
    expect(own.log.length).toBe(replayed.events)
    expect(said(own)).toEqual(replayed.findings)
  })

  it('shows first rows at once, and ends where it is told to', async () => {
    const source = sourceOf({ 'r.ndjson': `${lines}\n`.repeat(100) }, 500)
    const lengths: number[] = []
    const own = await load(channel, source, {
      onProgress({ events }) {
        lengths.push(events)
        if (events > 10) own.stop()
      },
    })
    expect(await own.done).toBe('stopped')
    expect(lengths[0]).toBeLessThan(10)
    expect(own.log.length).toBeLessThan(30)
  })

  it('shows first rows of a file that comes as one piece, too', async () => {
    const bytes: number[] = []
    const own = await load(channel, sourceOf({ 'r.ndjson': `${lines}\n`.repeat(8_000) }, 1 << 30), {
      onProgress: (progress) => bytes.push(progress.bytes),
    })
    await own.done
    expect(bytes[0]).toBe(1 << 20)
    expect(own.log.length).toBe(56_000)
  })
})
