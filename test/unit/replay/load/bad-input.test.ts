import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultStates } from '../../../../replay/load/default-states.ts'
import { type LoadOptions, load } from '../../../../replay/load/load.ts'
import { decompressed, folderStorage, nodeFile } from '../../../../replay/node/files.ts'
import { fileSource } from '../../../../replay/source/files.ts'
import { channelWith } from '../../../kit/replay.ts'

const channel = channelWith({
  placed:
    '{ payload: { type: object, required: [id], properties: { type: { const: placed }, id: { type: string }, n: { type: integer } } }, correlationId: { location: $message.payload#/id } }',
})
const good = (n: number) => JSON.stringify({ type: 'placed', id: `o-${n % 7}`, n })
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-input-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What is wrong in a recording on disk, as `line kind`, and how many events it has. */
async function found(content: string | Uint8Array, options: LoadOptions = {}) {
  const path = join(folder, 'r.ndjson')
  writeFileSync(path, content)
  const source = fileSource([await nodeFile(path, 'r.ndjson')], decompressed)
  const own = await load(channel, source, options)
  await own.done
  await source.dispose()
  return { events: own.log.length, findings: [...own.findings.all()].map(({ ordinal, kind }) => `${own.position(ordinal)} ${kind}`) }
}

describe('bad input is named where it is, and nothing beside it is lost:', () => {
  it('a last line that is torn, wherever', async () => {
    const last = good(100)
    for (let at = 1; at < last.length; at++)
      expect(await found(`${good(1)}\n${good(2)}\n${last.slice(0, at)}`)).toEqual({ events: 3, findings: ['3 truncated'] })
    expect(await found(`${good(1)}\n${last}`)).toEqual({ events: 2, findings: [] })
  })

  it('lines that are broken', async () => {
    const lines = [good(1), '{"type":"placed","id":"a"', good(2), 'null,', good(3), '{"id":"\u0000"}', good(4), good(5)]
    expect(await found(`${lines.join('\n')}\n`)).toEqual({ events: 8, findings: ['2 unreadable', '4 unreadable', '6 unreadable'] })
  })

  it('another encoding', async () => {
    const utf16 = Buffer.from(`\ufeff${good(1)}\n${good(2)}\n`, 'utf16le')
    const { events, findings } = await found(utf16)
    expect([events, findings.length]).toEqual([3, 3])
    expect(findings.every((finding) => finding.endsWith('unreadable') || finding.endsWith('truncated'))).toBe(true)
    const latin = Buffer.from(`${good(1)}\n{"type":"placed","id":"\u00e4"}\n${good(2)}\n`, 'latin1')
    expect(await found(latin)).toEqual({ events: 3, findings: ['2 unreadable'] })
  })

  it('one line of 100 MB', async () => {
    const long = Buffer.alloc(100 * 2 ** 20, 0x78)
    const bytes = Buffer.concat([Buffer.from(`${good(1)}\n{"type":"placed","id":"a","more":"`), long, Buffer.from(`"}\n${good(2)}\n`)])
    expect(await found(bytes)).toEqual({ events: 3, findings: [] })
  }, 60_000)

  it('a file that shrinks while it is read', async () => {
    const path = join(folder, 'r.ndjson')
    const lines = Array.from({ length: 60_000 }, (_, n) => good(n))
    writeFileSync(path, `${lines.join('\n')}\n`)
    const cut = lines.slice(0, 48_000).join('\n').length + 10
    const source = fileSource([await nodeFile(path, 'r.ndjson')], decompressed)
    let isCut = false
    const own = await load(channel, source, {
      onProgress() {
        if (!isCut) truncateSync(path, cut)
        isCut = true
      },
    })
    expect(await own.done).toBe('done')
    expect(own.log.length).toBe(48_001)
    expect([...own.findings.all()].map(({ ordinal, kind }) => [ordinal, kind])).toEqual([[48_000, 'truncated']])
    truncateSync(path, 100)
    const [first, later] = await own.contents([0, own.log.length - 2])
    expect(first).toMatchObject({ kind: 'text', text: good(0) })
    expect(later).toMatchObject({ kind: 'unreadable', message: 'This record is no longer there: the file was cut.' })
    await source.dispose()
  })
})

it('a recording is only read: no byte and no time of it changes, and what was written out of it goes', async () => {
  const plain = `${Array.from({ length: 100 }, (_, n) => good(n)).join('\n')}\n`
  const copies = join(folder, 'copies')
  for (const [name, content] of [
    ['r.ndjson', plain],
    ['r.ndjson.gz', gzipSync(plain)],
  ] as const) {
    const path = join(folder, name)
    writeFileSync(path, content, { mode: 0o444 })
    utimesSync(path, 1_000_000_000, 1_000_000_000)
    const source = fileSource([await nodeFile(path, name)], decompressed, folderStorage(copies))
    const own = await load(channel, source)
    await own.done
    expect(source.copies.length).toBe(name === 'r.ndjson' ? 0 : 1)
    const states: unknown[] = []
    for await (const { state } of defaultStates(channel, own, ['o-1', 'o-2'], own.log.length, new Map())) states.push(state)
    expect(states).toEqual([
      { type: 'placed', id: 'o-1', n: 99, $type: 'placed', $version: 15 },
      { type: 'placed', id: 'o-2', n: 93, $type: 'placed', $version: 14 },
    ])
    const [copy] = source.copies
    await source.dispose()
    if (copy !== undefined) expect(() => statSync(copy)).toThrow('ENOENT')
    expect(statSync(path).mtimeMs).toBe(1_000_000_000_000)
    expect(readFileSync(path)).toEqual(Buffer.from(content))
  }
})
