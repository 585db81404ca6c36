import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { nodeFile } from '../../../replay/node/files.ts'
import { unzstd } from '../../../replay/source/zstd.ts'
import { memoryFile, recordsOf, sourceOf } from '../../kit/replay.ts'

async function contents(files: Record<string, string | Uint8Array>, chunkSize?: number) {
  const records = await recordsOf(sourceOf(files, chunkSize))
  return records.map(({ line, content }) => [
    line,
    content.kind === 'text' ? content.text.trim() : content.kind === 'row' ? content.row : content.kind,
  ])
}

const lines = '{"a":1}\r\n\n  \t\n{"b":"é€😀"}\n{"c":3}'
const read = [
  [1, '{"a":1}'],
  [4, '{"b":"é€😀"}'],
  [5, '{"c":3}'],
]

describe('lines', () => {
  it('have their physical number; BOM, CRLF, blank lines and a missing last newline are fine', async () => {
    expect(await contents({ 'r.ndjson': `\ufeff${lines}` })).toEqual(read)
    expect(await contents({ 'r.ndjson': `${lines}\n` })).toEqual(read)
    expect(await contents({ 'any.log': lines })).toEqual(read)
    expect(await contents({ 'r.ndjson': '' })).toEqual([])
    expect(await contents({ 'r.ndjson': '\ufeff' })).toEqual([])
  })

  it('are the same in whatever chunks they come', async () => {
    for (const size of [1, 2, 3, 7]) expect(await contents({ 'r.ndjson': `\ufeff${lines}` }, size + 2)).toEqual(read)
    for (const size of [1, 2, 3, 7]) expect(await contents({ 'r.ndjson': lines }, size)).toEqual(read)
  })

  it('that are no UTF-8 are named where they stand', async () => {
    const bytes = Buffer.concat([Buffer.from('{"a":1}\n"'), Buffer.from([0xff, 0xfe]), Buffer.from('"\n{"b":2}\n')])
    expect(await contents({ 'r.ndjson': bytes })).toEqual([
      [1, '{"a":1}'],
      [2, 'unreadable'],
      [3, '{"b":2}'],
    ])
  })

  it('may be cut within a character', async () => {
    const bytes = Buffer.from('{"a":1}\n{"b":"€')
    expect(await contents({ 'r.ndjson': bytes.subarray(0, -1) })).toEqual([
      [1, '{"a":1}'],
      [2, '{"b":"'],
    ])
  })

  it('may be as long as 20 MB', async () => {
    const long = `"${'x'.repeat(20 * 2 ** 20)}"`
    const records = await recordsOf(sourceOf({ 'r.ndjson': `1\n${long}\n2` }))
    expect(records.map(({ line, content }) => [line, content.kind === 'text' && content.text.length])).toEqual([
      [1, 1],
      [2, long.length],
      [3, 1],
    ])
  })
})

describe('an array', () => {
  it('gives its elements, counted from 1, in whatever chunks it comes', async () => {
    const text = ' [ {"a":[1,{"b":"],\\"}"}]} ,\n 2 ,\n\n"x,y", [3] ]\n'
    for (const size of [1, 5, 1000])
      expect(await contents({ 'r.json': text }, size)).toEqual([
        [1, '{"a":[1,{"b":"],\\"}"}]}'],
        [2, '2'],
        [3, '"x,y"'],
        [4, '[3]'],
      ])
    expect(await contents({ 'r.json': '[]' })).toEqual([])
  })

  it('is what JSON.parse makes of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 40 }), async (values, size) => {
        const records = await recordsOf(sourceOf({ 'r.json': JSON.stringify(values, undefined, 1) }, size))
        expect(records.map(({ content }) => content.kind === 'text' && JSON.stringify(JSON.parse(content.text)))).toEqual(
          values.map((value) => JSON.stringify(value)),
        )
      }),
    )
  })

  it('is lines where the name says so', async () => {
    expect(await contents({ 'r.jsonl': '[1]\n[2]\n' })).toEqual([
      [1, '[1]'],
      [2, '[2]'],
    ])
  })
})

describe('compressed', () => {
  it.each([
    ['r.ndjson.gz', gzipSync(lines)],
    ['r.ndjson.zst', zstdCompressSync(lines)],
    ['no-ending', gzipSync(lines)],
    ['two-members.gz', Buffer.concat([gzipSync(lines.slice(0, 10)), gzipSync(lines.slice(10))])],
  ])('%s is read as what is in it', async (name, bytes) => {
    expect(await contents({ [name]: bytes })).toEqual(read)
    expect(await contents({ [name]: bytes }, 8)).toEqual(read)
  })

  it('may hold an array', async () => {
    expect(await contents({ 'r.json.gz': gzipSync('[1,2]') })).toEqual([
      [1, '1'],
      [2, '2'],
    ])
  })

  it('is the same by the reader that needs no zlib', async () => {
    const parts: Uint8Array[] = []
    for await (const part of unzstd(memoryFile('r', zstdCompressSync(lines), 5).chunks())) parts.push(part)
    expect(Buffer.concat(parts).toString()).toBe(lines)
  })

  it('and cut: all before is there, and one record says it', async () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `{"n":${at},"x":"${Math.sin(at)}"}\n`).join('')
    for (const whole of [gzipSync(text), zstdCompressSync(text)]) {
      const found = await contents({ 'r.ndjson': whole.subarray(0, whole.length - 200) }, 1_000)
      expect(found.slice(0, 3).map(([line]) => line)).toEqual([1, 2, 3])
      expect(found.filter(([, content]) => content === 'truncated')).toHaveLength(1)
      expect(found.at(-1)?.[1]).toBe('truncated')
    }
  })
})

describe('CSV', () => {
  it('gives rows where they begin; the header is 1, an empty cell is absent', async () => {
    const text = 'id,note,n\r\n1,"two\r\nlines, ""quoted""",\r\n\r\n2,,3\r\n'
    for (const size of [1, 4, 1000])
      expect(await contents({ 'r.csv': text }, size)).toEqual([
        [2, { id: '1', note: 'two\r\nlines, "quoted"' }],
        [5, { id: '2', n: '3' }],
      ])
  })

  it('finds the delimiter in the header', async () => {
    expect(await contents({ 'r.csv': 'a;b\n1;2,3\n' })).toEqual([[2, { a: '1', b: '2,3' }]])
    expect(await contents({ 'r.tsv': 'a\tb\n1\t2\n' })).toEqual([[2, { a: '1', b: '2' }]])
  })

  it('names a row with too many cells, and a last one that is cut', async () => {
    expect(await contents({ 'r.csv': 'a,b\n1,2,3\n1,2\n1' })).toEqual([
      [2, 'unreadable'],
      [3, { a: '1', b: '2' }],
      [4, 'truncated'],
    ])
    expect(await contents({ 'r.csv': 'a,b\n1,"2' })).toEqual([[2, 'truncated']])
  })
})

describe('Parquet', () => {
  const file = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'key', data: ['o-1', 'o-2'], type: 'STRING' },
        { name: 'n', data: [9007199254740993n, 1n], type: 'INT64' },
        { name: 'at', data: [new Date(0), null], type: 'TIMESTAMP', nullable: true },
      ],
    }),
  )

  it('gives its rows from 1, without empty cells', async () => {
    expect(await contents({ 'r.parquet': file })).toEqual([
      [1, '{"key":"o-1","n":9007199254740993,"at":"1970-01-01T00:00:00.000Z"}'],
      [2, '{"key":"o-2","n":1}'],
    ])
  })

  it('that is broken cannot be read', async () => {
    await expect(contents({ 'r.parquet': file.subarray(0, 60) })).rejects.toThrow('r.parquet')
  })
})

it('a file on disk is only read: no byte and no time of it changes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'recording-'))
  try {
    const path = join(folder, 'r.ndjson')
    writeFileSync(path, lines, { mode: 0o444 })
    const before = statSync(path)
    const file = await nodeFile(path, 'r.ndjson')
    const parts: Uint8Array[] = []
    for await (const part of file.chunks()) parts.push(part)
    expect(Buffer.concat(parts).toString()).toBe(lines)
    expect(Buffer.from(await file.slice(0, 7)).toString()).toBe('{"a":1}')
    expect(statSync(path).mtimeMs).toBe(before.mtimeMs)
    expect(readFileSync(path, 'utf8')).toBe(lines)
    await expect(nodeFile(join(folder, 'none'), 'none')).rejects.toThrow('there is no such file')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
