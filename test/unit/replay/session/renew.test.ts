import { describe, expect, test } from 'vitest'
import type { FoldProblem } from '../../../../shared/replay-protocol.ts'
import { memorySession, opened, placedDocument, session, whatOf } from '../../../kit/session.ts'

const what = whatOf(placedDocument())
const records = Array.from({ length: 40 }, (_, n) => ({ type: 'Placed', id: n % 2 === 0 ? 'a' : 'b', n }))
const foldOf = (text: string) => ({ uri: 'file:///w/t.fold.js', file: 't.fold.js', text, isTypeScript: false })
const counting = foldOf('export const initial = { sum: 0 }\nexport const on = { Placed(state, { n }) { state.sum += n } }')

describe('a session', () => {
  test('holds the same events against a document that is another now; positions stay', async () => {
    const { ask, until } = await opened(what, records)
    expect((await ask('overview', {})).errors).toBe(0)
    await ask('filter', { text: '', hidden: [], problemsOnly: true })
    await ask('branch', { edits: [{ drop: 3 }], moment: 39 })
    const renewed = await ask('renew', whatOf(placedDocument(', maximum: 37')))
    expect(renewed).toMatchObject({ events: 40, errors: 2 })
    expect((await ask('rows', { from: 0, count: 9 })).map(({ position }) => position)).toEqual(['39', '40'])
    expect((await ask('row', { at: 2 })).edit).toBe('D')
    await until(({ errors }) => errors === 2)
  })

  test('takes a document and a reducer that are saved at once', async () => {
    const { ask } = await opened(what, records)
    const { model, pool } = whatOf(placedDocument(', maximum: 37'))
    const renewed = await Promise.all([ask('renew', { model, pool }), ask('renew', { fold: counting })])
    expect(renewed).toHaveLength(2)
    expect(await ask('overview', {})).toMatchObject({ errors: 2, fold: { kind: 'module' } })
    expect(JSON.parse((await ask('write', { what: 'state', entity: 'a', at: 39 })).text)).toEqual({ sum: 380 })
  })

  test('says that findings are those of the last readable version', async () => {
    const { ask } = await opened(what, records)
    expect((await ask('renew', { isStale: true })).isStale).toBe(true)
    expect((await ask('renew', { isStale: false })).isStale).toBe(false)
  })

  test('folds with another reducer from when it is saved, and by default without one', async () => {
    const { ask } = await opened({ ...what, fold: counting }, records)
    const state = async () => JSON.parse((await ask('write', { what: 'state', entity: 'a', at: 39 })).text)
    expect(await state()).toEqual({ sum: 380 })
    await ask('renew', { fold: foldOf(counting.text.replace('+= n', '-= n')) })
    expect(await state()).toEqual({ sum: -380 })
    expect(await ask('renew', { fold: undefined })).toMatchObject({ fold: { kind: 'none' } })
    expect(await state()).toMatchObject({ n: 38, $version: 20 })
  })

  test('runs nobody’s code in a workspace that is not trusted', async () => {
    const host = {
      ...memorySession,
      startFold: () => {
        throw new Error('started')
      },
    }
    const one = session(host)
    const bytes = new TextEncoder().encode(records.map((record) => JSON.stringify(record)).join('\n'))
    const source = { kind: 'bytes', files: [{ name: 'r.ndjson', bytes }] } as const
    const overview = await one.ask('open', { ...what, fold: counting, isTrusted: false, source })
    expect(overview.fold).toEqual({ kind: 'untrusted', file: 't.fold.js' })
    expect((await one.ask('moment', { at: 0 })).state.value).toContain('"$version":1')
  })

  test('says where a reducer cannot be loaded, and folds by default', async () => {
    const { ask, on } = await opened(what, records)
    const told: (readonly FoldProblem[])[] = []
    on('foldProblems', (problems) => told.push(problems))
    const { fold } = await ask('renew', { fold: foldOf('export const on = {\n  Placed(state) { return }\n  oops\n}') })
    expect(fold).toMatchObject({ kind: 'failed', file: 't.fold.js', line: 3 })
    expect(told.at(-1)).toMatchObject([{ uri: 'file:///w/t.fold.js', line: 3 }])
    expect((await ask('moment', { at: 0 })).state.value).toContain('"$version":1')
  })

  test('marks events at which a reducer threw, at the line of its file, and takes that back when it is mended', async () => {
    const one = await opened(what, records)
    const told: (readonly FoldProblem[])[] = []
    one.on('foldProblems', (problems) => told.push(problems))
    await one.ask('renew', {
      fold: foldOf('export const on = {\n  Placed(state, { n }) {\n    if (n > 36) throw new Error("no " + n)\n    state.n = n\n  }\n}'),
    })
    await one.until(({ errors }) => errors === 3)
    await expect
      .poll(() => told.at(-1))
      .toMatchObject([{ line: 3, position: '38', message: 'Error: no 37 (t.fold.js:3:23)' }, { position: '39' }, { position: '40' }])
    expect((await one.ask('event', { at: 37 })).findings).toMatchObject([{ kind: 'fold-threw', position: '38' }])
    expect((await one.ask('row', { at: 37 })).worst).toBe('error')
    const { state } = await one.ask('moment', { at: 39 })
    expect(JSON.parse(state.value ?? '')).toEqual({ n: 35 })
    expect(await one.ask('step', { from: 0, by: 'problem', count: 1 })).toBe(37)
    await one.ask('renew', { fold: counting })
    expect((await one.ask('overview', {})).errors).toBe(0)
    expect((await one.ask('row', { at: 37 })).worst).toBe(undefined)
  })

  test('gives up on a reducer that never ends, and folds by default', async () => {
    const one = session({ ...memorySession, foldLimit: 250 })
    const bytes = new TextEncoder().encode(
      records
        .slice(0, 12)
        .map((record) => JSON.stringify(record))
        .join('\n'),
    )
    const fold = foldOf('export const on = { Placed() { for (;;) {} } }')
    await one.ask('open', { ...what, fold, source: { kind: 'bytes', files: [{ name: 'r.ndjson', bytes }] } })
    const { fold: standing, errors } = await one.until(({ fold: { kind } }) => kind === 'failed')
    expect(standing).toMatchObject({ message: expect.stringContaining('folding ended here') })
    expect(errors).toBe(10)
    expect((await one.ask('moment', { at: 3 })).state.value).toContain('"$version":2')
  }, 30_000)

  test('answers a request that cannot be answered with a sentence, and lives', async () => {
    const one = session()
    await expect(one.ask('rows', { from: 0, count: 1 })).rejects.toThrow('Nothing is open.')
    const source = { kind: 'bytes', files: [{ name: 'r.ndjson', bytes: new Uint8Array(0) }] } as const
    expect(await one.ask('open', { ...what, source })).toMatchObject({ events: 0, time: undefined, shape: undefined })
    await expect(one.ask('moment', { at: 0 })).rejects.toThrow('There is no event yet.')
    expect(await one.ask('rows', { from: 0, count: 10 })).toEqual([])
    expect(await one.ask('entities', { at: 0, search: '', from: 0, count: 10 })).toMatchObject({ total: 0, entities: [] })
    expect(await one.ask('step', { from: 0, by: 'row', count: 1 })).toBe(null)
    expect(await one.ask('goTo', { text: '10:31', from: 0 })).toBe(null)
    expect(await one.ask('filter', { text: 'x', hidden: [], problemsOnly: false })).toEqual({ rows: 0, done: 1 })
    expect([...(await one.ask('marks', { bins: 3 }))]).toEqual([0, 0, 0])
    expect((await one.ask('axis', { scale: 'time', from: 0, to: 0, bins: 3 })).own).toEqual([])
    expect((await one.ask('audit', { by: 'kind', open: [], from: 0, count: 5 })).total).toBe(0)
    expect((await one.ask('branch', { edits: [{ insert: '{"type":"Placed","id":"a","n":1}', after: 0 }], moment: 0 })).edits).toMatchObject(
      [{ at: 0, position: '0.1' }],
    )
    expect((await one.ask('moment', { at: 0 })).state).toMatchObject({ entity: 'a', standing: 'there' })
  })

  test('has positions that run on over several files', async () => {
    const one = session()
    const file = (name: string, from: number) => ({
      name,
      bytes: new TextEncoder().encode([0, 1].map((n) => JSON.stringify({ type: 'Placed', id: 'a', n: from + n })).join('\n\n')),
    })
    await one.ask('open', { ...what, source: { kind: 'bytes', files: [file('1.ndjson', 0), file('2.ndjson', 2)] } })
    await one.until(({ load }) => load === 'done')
    expect((await one.ask('rows', { from: 0, count: 9 })).map(({ position }) => position)).toEqual(['1', '2', '3', '4'])
    expect(await one.ask('event', { at: 3 })).toMatchObject({ file: '2.ndjson', line: 3 })
    expect(await one.ask('goTo', { text: '4', from: 0 })).toBe(3)
  })

  test('does not wait for the state of a very long history: it is told when it is folded', async () => {
    const { ask, until } = await opened(
      what,
      Array.from({ length: 31_000 }, (_, n) => `{"type":"Placed","id":"a","n":${n}}`),
    )
    const { row, state } = await ask('moment', { at: 30_999 })
    expect([row.position, state.isPending, state.value]).toEqual(['31000', true, undefined])
    await until(() => true)
    await expect.poll(async () => (await ask('moment', { at: 30_999 })).state.isPending, { timeout: 20_000 }).toBe(undefined)
    expect(JSON.parse((await ask('moment', { at: 30_999 })).state.value ?? '')).toMatchObject({ n: 30_999, $version: 31_000 })
  }, 30_000)

  test('places events without time, and those of a clock that runs back, where the latest time is', async () => {
    const timed = (n: number, time?: string) => ({ headers: time === undefined ? {} : { time }, value: { type: 'Placed', id: 'a', n } })
    const { ask } = await opened(what, [
      timed(0),
      timed(1, '2026-03-02T10:00:00Z'),
      timed(2),
      timed(3, '2026-03-02T09:00:00Z'),
      timed(4, '2026-03-02T11:00:00Z'),
    ])
    const clock = async (at: number) => (await ask('moment', { at })).clock
    expect([await clock(0), await clock(2), await clock(3)]).toEqual([
      undefined,
      Date.parse('2026-03-02T10:00:00Z'),
      Date.parse('2026-03-02T09:00:00Z'),
    ])
    expect(await ask('goTo', { text: '2026-03-02T10:30:00Z', from: 0 })).toBe(3)
    expect(await ask('goTo', { text: '2026-03-02T09:30:00Z', from: 0 })).toBe(0)
    expect(await ask('goTo', { text: '11:00', from: 1 })).toBe(4)
  })

  test('draws what caused what', async () => {
    const caused = (id: string, cause?: string) => ({
      headers: { id, ...(cause !== undefined && { causationId: cause }) },
      value: { type: 'Placed', id: 'a', n: 1 },
    })
    const { ask } = await opened(what, [
      caused('1'),
      caused('2', '1'),
      caused('3', '2'),
      caused('4', '1'),
      caused('5'),
      caused('6', 'gone'),
      caused('7', '7'),
    ])
    type Tree = NonNullable<Awaited<ReturnType<typeof ask<'causes'>>>['root']>
    const shown = (tree: Tree | undefined): unknown => tree && [tree.row.position, ...tree.children.map(shown)]
    for (const at of [0, 1, 2, 3]) expect(shown((await ask('causes', { at })).root)).toEqual(['1', ['2', ['3']], ['4']])
    expect((await ask('causes', { at: 4 })).nothing).toBe('It says no cause, and no event says that it was caused by it.')
    expect((await ask('causes', { at: 5 })).nothing).toBe('No event of the recording has the id of its cause, "gone".')
    expect(await ask('causes', { at: 6 })).toMatchObject({ root: undefined })
  })
})
