import { appendFile, mkdtemp, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeSession } from '../../../../replay/node/session-host.ts'
import { type OpenedSession, placedDocument, session, whatOf } from '../../../kit/session.ts'

const what = whatOf(placedDocument())
const line = (n: number) => JSON.stringify({ type: 'Placed', id: 'a', n })
const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `${line(from + index)}\n`).join('')

let folder = ''
let path = ''
let one: OpenedSession
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'follow-'))
  path = join(folder, 'r.ndjson')
  one = session(nodeSession)
})
afterEach(() => rm(folder, { recursive: true }))

async function open(text: string | Uint8Array, name = path): Promise<void> {
  await writeFile(name, text)
  await one.ask('open', { ...what, source: { kind: 'paths', paths: [name], names: ['r'], temporary: join(folder, 'copies') } })
  await one.until(({ load }) => load === 'done')
}
const positions = async () => (await one.ask('rows', { from: 0, count: 100 })).map(({ position }) => position)

describe('a recording that grows', () => {
  test('is read on while it is followed, each position once', async () => {
    await open(lines(0, 3))
    await appendFile(path, lines(3, 5))
    expect(await one.ask('changed', {})).toMatchObject({ events: 3, isFollowing: false })
    expect(await one.ask('follow', { on: true })).toMatchObject({ events: 5, isFollowing: true, load: 'done' })
    await appendFile(path, lines(5, 6))
    expect(await one.ask('changed', {})).toMatchObject({ events: 6, errors: 0, warnings: 0 })
    expect(await positions()).toEqual(['1', '2', '3', '4', '5', '6'])
    expect(JSON.parse((await one.ask('moment', { at: 5 })).state.value ?? '')).toMatchObject({ n: 5, $version: 6 })
    await one.ask('follow', { on: false })
    await appendFile(path, lines(6, 9))
    expect(await one.ask('changed', {})).toMatchObject({ events: 6 })
  })

  test('is read on where its last line ends nothing yet, once it does', async () => {
    await open(lines(0, 2) + line(2))
    await one.ask('follow', { on: true })
    await appendFile(path, `\n${line(3)}\n\n${line(4).slice(0, 9)}`)
    expect(await one.ask('changed', {})).toMatchObject({ events: 4, errors: 0, warnings: 0 })
    await appendFile(path, `${line(4).slice(9)}\n${line(5)}\n`)
    expect(await one.ask('changed', {})).toMatchObject({ events: 6, errors: 0, warnings: 0 })
    expect(await positions()).toEqual(['1', '2', '3', '4', '6', '7'])
    expect((await one.ask('event', { at: 4 })).raw).toBe(line(4))
  })

  test('whose last line was cut short, and is now whole, has lost nothing', async () => {
    await open(lines(0, 2) + line(2).slice(0, 10))
    expect(await one.ask('overview', {})).toMatchObject({ events: 3, warnings: 1 })
    await appendFile(path, `${line(2).slice(10)}\n`)
    expect(await one.ask('follow', { on: true })).toMatchObject({ events: 3, warnings: 0, errors: 0 })
    expect((await one.ask('row', { at: 2 })).type).toBe('Placed')
  })

  test('keeps a filter and a branch', async () => {
    await open(lines(0, 4))
    await one.ask('branch', { edits: [{ drop: 2 }], moment: 3 })
    await one.ask('filter', { text: 'path:/n=2', hidden: [], problemsOnly: false })
    await appendFile(path, `${line(2)}\n`)
    await one.ask('follow', { on: true })
    // What was appended is looked at in turns of its own.
    await expect.poll(positions).toEqual(['3', '5'])
    await one.ask('filter', { text: '', hidden: [], problemsOnly: false })
    expect((await one.ask('row', { at: 1 })).edit).toBe('D')
  })
})

describe('a recording that is followed', () => {
  test.each([
    ['cut', () => truncate(path, 20)],
    [
      'replaced',
      async () => {
        await writeFile(`${path}.new`, lines(0, 9))
        await rename(`${path}.new`, path)
      },
    ],
    ['replaced', () => rm(path)],
  ] as const)('says that it was %s, and stays as it was read', async (how, act) => {
    await open(lines(0, 5))
    await one.ask('follow', { on: true })
    await act()
    expect(await one.ask('changed', {})).toMatchObject({ load: how, isFollowing: false, events: 5, problem: expect.any(String) })
    expect(await positions()).toEqual(['1', '2', '3', '4', '5'])
    expect(await one.ask('follow', { on: true })).toMatchObject({ isFollowing: false })
  })
})

test('a compressed recording is held against another document without being written out again', async () => {
  await open(gzipSync(lines(0, 30)), join(folder, 'r.ndjson.gz'))
  const { copy, totalBytes } = await one.ask('overview', {})
  expect(copy).toContain(join(folder, 'copies'))
  expect(totalBytes).toBe(undefined)
  const renewed = await one.ask('renew', { model: { ...what.model, key: 'other' } })
  expect(renewed).toMatchObject({ events: 30, errors: 0, copy })
  expect((await one.ask('event', { at: 29 })).raw).toBe(line(29))
})

test('a recording is read only: no byte and no time of it is another after all that can be asked', async () => {
  await open(lines(0, 40))
  const before = { bytes: await readFile(path), mtime: (await stat(path)).mtimeMs }
  await one.ask('branch', { edits: [{ drop: 3 }, { insert: line(9), after: 4 }], moment: 3 })
  await one.ask('moment', { at: 20 })
  await one.ask('write', { what: 'recording', scope: 'branch' })
  await one.ask('write', { what: 'states', at: 39 })
  await one.ask('renew', { model: { ...what.model, key: 'other' } })
  expect({ bytes: await readFile(path), mtime: (await stat(path)).mtimeMs }).toEqual(before)
})
