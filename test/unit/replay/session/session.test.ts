import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Row } from '../../../../shared/replay-protocol.ts'
import { type OpenedSession, opened, whatOf } from '../../../kit/session.ts'

const document = readFileSync('examples/orders/event-source.json', 'utf8')
const recording = readFileSync('examples/orders/recording.ndjson', 'utf8')
const fold = {
  uri: 'file:///w/orders.fold.ts',
  file: 'orders.fold.ts',
  text: readFileSync('examples/orders/orders.fold.ts', 'utf8'),
  isTypeScript: true,
}
const what = whatOf(document, 'event-source.json')
const everything = { text: '', hidden: [], problemsOnly: false }

let ask: OpenedSession['ask']
let until: OpenedSession['until']

beforeAll(async () => {
  ;({ ask, until } = await opened({ ...what, fold }, recording))
})

/** All lines of the recording, as an oracle. */
const lines = recording.split('\n').filter((line) => line.trim() !== '')

describe('a session over the recorded orders', () => {
  test('says what there is', async () => {
    expect(await until(({ foldMs }) => foldMs !== undefined)).toMatchObject({
      files: ['r.ndjson'],
      load: 'done',
      events: lines.length,
      entities: 20,
      errors: 6,
      warnings: 8,
      shape: 'envelope',
      fold: { kind: 'module', file: 'orders.fold.ts' },
      isStale: false,
      types: [
        { message: 0, name: 'OrderNew', events: 20 },
        { message: 1, name: 'OrderPaymentReceived', events: 20 },
        { message: 2, name: 'OrderPreparing', events: 138 },
        { message: 3, name: 'OrderShipped', events: 64 },
        { message: -1, name: 'unknown', events: 3 },
      ],
    })
  })

  test('gives rows by their number, fewer where the list ends', async () => {
    const rows = await ask('rows', { from: 242, count: 50 })
    expect(rows.map(({ at, position }) => [at, position])).toEqual([
      [242, '243'],
      [243, '244'],
      [244, '245'],
    ])
    expect((await ask('rows', { from: 0, count: 1 }))[0]).toMatchObject({
      time: '2026-03-02T08:01:33.801Z',
      entity: 'o-1042',
      message: 0,
      type: 'OrderNew',
      worst: undefined,
    })
    expect(rows[2]).toMatchObject({ type: 'unreadable', worst: 'warning', entity: undefined })
    expect(await ask('rows', { from: 900, count: 3 })).toEqual([])
  })

  test('shows what a payload says without its type and its entity', async () => {
    expect((await ask('row', { at: 1 })).preview).toEqual([
      ['paymentId', 'p-5502'],
      ['method', 'card'],
      ['amount', '15570'],
    ])
  })

  test('shows all of one moment', async () => {
    const moment = await ask('moment', { at: 1 })
    expect(moment).toMatchObject({
      row: { position: '2', type: 'OrderPaymentReceived' },
      clock: Date.parse('2026-03-02T08:07:58.734Z'),
      own: { nth: 2, of: 11, previous: 0, next: 15 },
      since: Date.parse('2026-03-02T08:07:58.734Z') - Date.parse('2026-03-02T08:01:33.801Z'),
      problemsBefore: 0,
      problemsAhead: 13,
      state: {
        entity: 'o-1042',
        standing: 'there',
        after: { at: 1, position: '2', message: 1 },
        isUnchanged: false,
        added: 0,
        modified: 2,
      },
    })
    expect(JSON.parse(moment.state.value ?? '')).toMatchObject({ status: 'paid', paid: 15570, total: 15570 })
    expect(moment.state.changes).toEqual([
      { path: '/status', kind: 'M', old: '"new"' },
      { path: '/paid', kind: 'M', old: '0' },
    ])
    expect(moment.state.blame['/status']).toEqual({
      at: 1,
      position: '2',
      message: 1,
      time: '2026-03-02T08:07:58.734Z',
      nth: 2,
      of: 4,
      old: '"new"',
    })
    expect(moment.state.blame['/total']).toMatchObject({ position: '1', nth: 1, of: 1 })
    expect(moment.state.blame['/lines/1/sku']).toMatchObject({ position: '1' })
  })

  test('shows another entity than the moment’s as it is by then', async () => {
    const { state } = await ask('moment', { at: 2, entity: 'o-1042' })
    expect(state).toMatchObject({ entity: 'o-1042', after: { position: '2' }, isUnchanged: true, changes: [] })
    expect((await ask('moment', { at: 2, entity: 'o-1050' })).state).toMatchObject({ standing: 'absent', value: undefined })
  })

  test('shows an event with what told which message it is, and where that is described', async () => {
    const event = await ask('event', { at: 100 })
    expect(event).toMatchObject({
      raw: lines[100],
      key: '"o-1050"',
      partition: 6,
      offset: 6,
      id: '7c9e6679-7425-40de-944b-e07fc1f00065',
      shape: 'envelope',
      place: { uri: 'file:///w/event-source.json', pointer: '/channels/EventSourceOrders/messages/OrderPreparing' },
      toldBy: '/type',
      findings: [],
      file: 'r.ndjson',
      line: 101,
    })
    expect(JSON.parse(event.payload ?? '')).toEqual(JSON.parse(lines[100] ?? '').value)
  })

  test('names what is wrong with an event', async () => {
    const { findings } = await ask('event', { at: 33 })
    expect(findings).toMatchObject([{ position: '34', entity: 'o-1052', kind: 'invalid-payload', severity: 'error', path: '/amount' }])
    expect((await ask('moment', { at: 33 })).finding).toMatchObject({ kind: 'invalid-payload' })
  })

  const shown: readonly (readonly [string, (line: string) => boolean])[] = [
    ['lamp-7', (line) => line.includes('lamp-7')],
    ['LAMP-7 pen-22', (line) => line.includes('lamp-7') && line.includes('pen-22')],
    ['type:shipped', (line) => /"type":\s*"OrderShipped"/.test(line)],
    ['entity:o-1050', (line) => line.includes('"orderId":"o-1050"')],
    ['path:/warehouse=lyon-1', (line) => line.includes('"warehouse":"lyon-1"')],
    ['payload.amount > 10000', (line) => Number(/"amount":(\d+)/.exec(line)?.[1]) > 10_000],
    ['header:id=7c9e6679-7425-40de-944b-e07fc1f00065', (line) => line.includes('"7c9e6679-7425-40de-944b-e07fc1f00065"')],
    ['time:2026-03-02T08:00..2026-03-02T09:00 type:OrderNew', (line) => line.includes('OrderNew') && line.includes('2026-03-02T08')],
  ]
  test.each(shown)('lists what a filter lets through: %s', async (text, holds) => {
    await ask('filter', { ...everything, text })
    const expected = lines.flatMap((line, at) => (holds(line) ? [at] : []))
    await expect.poll(async () => (await ask('rows', { from: 0, count: 500 })).map(({ at }) => at)).toEqual(expected)
    expect(await ask('rowOf', { at: expected[0] ?? -1 })).toEqual({ row: 0, isIn: true })
    expect(await ask('rowOf', { at: (expected[0] ?? 0) + 1 })).toMatchObject({ row: 1 })
    await ask('filter', everything)
  })

  test('lists what lanes, an entity and problems let through', async () => {
    expect(await ask('filter', { ...everything, hidden: [0, 1, 2, 3] })).toEqual({ rows: 3, done: 1 })
    expect(await ask('filter', { ...everything, entity: 'o-1042' })).toEqual({ rows: 11, done: 1 })
    expect(await ask('filter', { ...everything, problemsOnly: true })).toEqual({ rows: 13, done: 1 })
    const marks = await ask('marks', { bins: 13 })
    expect([...marks].filter((mark) => mark === 0)).toEqual([])
    expect(await ask('step', { from: 33, by: 'row', count: -1 })).toBe(11)
    expect(await ask('step', { from: 11, by: 'row', count: -1 })).toBe(null)
    await ask('filter', everything)
  })

  test('shows all where an expression cannot be read, and says so', async () => {
    const { rows, problem } = await ask('filter', { ...everything, text: 'payload.total >' })
    expect([rows, problem]).toEqual([lines.length, expect.stringMatching(/^The expression cannot be read/)])
    await ask('filter', everything)
  })

  test('steps through rows, an entity, problems and changes', async () => {
    expect(await ask('step', { from: 100, by: 'row', count: 1 })).toBe(101)
    expect(await ask('step', { from: 100, by: 'row', count: -10 })).toBe(90)
    expect(await ask('step', { from: 240, by: 'row', count: 10 })).toBe(244)
    expect(await ask('step', { from: 244, by: 'row', count: 1 })).toBe(null)
    expect(await ask('step', { from: 100, by: 'entity', count: 1 })).toBe(125)
    expect(await ask('step', { from: 100, by: 'entity', count: -1 })).toBe(89)
    expect(await ask('step', { from: 101, by: 'entity', count: -1, entity: 'o-1050' })).toBe(100)
    expect(await ask('step', { from: 0, by: 'problem', count: 1 })).toBe(11)
    expect(await ask('step', { from: 34, by: 'problem', count: -1 })).toBe(33)
    expect(await ask('step', { from: 11, by: 'problem', count: -1 })).toBe(null)
    expect(await ask('step', { from: 0, by: 'problem', count: 1, entity: 'o-1042' })).toBe(124)
    expect(await ask('step', { from: 1, by: 'change', count: 1, entity: 'o-1042', path: '/status' })).toBe(15)
    expect(await ask('step', { from: 200, by: 'change', count: -1, entity: 'o-1042', path: '/status' })).toBe(183)
    expect(await ask('step', { from: 100, by: 'end', count: 1 })).toBe(244)
    expect(await ask('step', { from: 100, by: 'end', count: -1 })).toBe(0)
  })

  test('stays where a condition holds, or at a problem', async () => {
    const until = 'payload.type == "OrderShipped"'
    const first = lines.findIndex((line) => line.includes('"OrderShipped"'))
    expect(await ask('step', { from: 0, by: 'row', count: 500, until })).toBe(first)
    expect(await ask('step', { from: 0, by: 'row', count: 5, until })).toBe(5)
    expect(await ask('step', { from: 0, by: 'row', count: 500, until, stopAtProblems: true })).toBe(Math.min(11, first))
  })

  test('goes to positions and times', async () => {
    const from = 100
    expect(await ask('goTo', { text: '214', from })).toBe(213)
    expect(await ask('goTo', { text: '#1', from })).toBe(0)
    expect(await ask('goTo', { text: '900', from })).toBe(null)
    expect(await ask('goTo', { text: '08:25', from })).toBe(2)
    expect(await ask('goTo', { text: '2026-03-02T08:07:58.734Z', from })).toBe(1)
    expect(await ask('goTo', { text: '2026-03-02T08:08:00Z', from })).toBe(1)
    expect(await ask('goTo', { text: '+7m', from: 0 })).toBe(1)
    expect(await ask('goTo', { text: '-7m', from: 1 })).toBe(0)
    expect(await ask('goTo', { text: 'tomorrow', from })).toBe(null)
  })

  test('draws the axis by time and by position', async () => {
    const { time } = await ask('overview', {})
    const [from, to] = time ?? [0, 0]
    const axis = await ask('axis', { scale: 'time', from, to, bins: 60, entity: 'o-1042', watch: ['status'] })
    const sum = (bins: Uint16Array | undefined) => [...(bins ?? [])].reduce((a, b) => a + b, 0)
    expect(axis.lanes.map(sum)).toEqual([20, 20, 138, 64, 3])
    expect([sum(axis.errors), sum(axis.warnings)]).toEqual([6, 7])
    expect(axis.own.map(({ at }) => at)).toEqual([0, 1, 15, 25, 58, 69, 97, 106, 124, 183, 193])
    expect(axis.watched?.map(({ value }) => value)).toEqual(['"new"', '"paid"', '"preparing"', '"shipped"'])
    expect(axis.watched?.[1]?.x).toBe(Date.parse('2026-03-02T08:07:58.734Z'))
    const part = await ask('axis', { scale: 'position', from: 10, to: 19, bins: 10 })
    expect(part.lanes.map(sum).reduce((a, b) => a + b, 0)).toBe(10)
    expect(part.own).toEqual([])
  })

  test('lists entities, those with problems first, as they are at the moment', async () => {
    const { groups, total, entities } = await ask('entities', { at: 100, search: '', watch: '/status', from: 0, count: 2 })
    expect(groups).toEqual([
      { title: 'problems', count: 9 },
      { title: 'without', count: 11 },
    ])
    expect(total).toBe(20)
    expect(entities).toEqual([
      { entity: 'o-1042', worst: 'error', message: 2, watched: '"preparing"', events: 7, of: 11, parts: undefined },
      { entity: 'o-1043', worst: 'error', message: 2, watched: '"preparing"', events: 10, of: 15, parts: undefined },
    ])
    const found = await ask('entities', { at: 0, search: '1050', watch: '/status', from: 0, count: 9 })
    expect(found.entities).toMatchObject([{ entity: 'o-1050', message: undefined, events: 0 }])
    expect((await ask('entities', { at: 1, search: 'PAID', watch: '/status', from: 0, count: 9 })).total).toBe(1)
  })

  test('lists findings in groups', async () => {
    const { total, lines: shown } = await ask('audit', { by: 'kind', open: ['invalid-payload'], from: 0, count: 4 })
    expect(total).toBe(15)
    expect(shown).toMatchObject([
      { kind: 'group', key: 'invalid-payload', title: 'Payload does not fit its message', severity: 'error', count: 3, isOpen: true },
      { kind: 'finding', group: 'invalid-payload', finding: { position: '34' } },
      { kind: 'finding', finding: { position: '178' } },
      { kind: 'finding', finding: { position: '203' } },
    ])
    const all = await ask('audit', { by: 'entity', open: [], from: 0, count: 100 })
    const open = all.lines.flatMap((line) => (line.kind === 'group' ? [line.key] : []))
    for (const by of ['entity', 'message'] as const) {
      const groups = await ask('audit', { by, open: [], from: 0, count: 100 })
      const keys = groups.lines.flatMap((line) => (line.kind === 'group' ? [line.key] : []))
      const whole = await ask('audit', { by, open: keys, from: 0, count: 100 })
      const said = whole.lines.flatMap((line) => (line.kind === 'finding' ? [`${line.finding.position} ${line.finding.kind}`] : []))
      expect(new Set(said).size).toBe(14)
      const paged = []
      for (let from = 0; from < whole.total; from += 3) paged.push(...(await ask('audit', { by, open: keys, from, count: 3 })).lines)
      expect(paged).toEqual(whole.lines)
    }
    expect(open.length).toBeGreaterThan(3)
  })

  test('compares two moments', async () => {
    const view = await ask('compare', { entity: 'o-1042', from: 0, to: 183 })
    expect(view.changes).toContainEqual({ path: '/status', kind: 'M', old: '"new"' })
    expect(JSON.parse(view.value ?? '').status).toBe('shipped')
  })

  test('tells the history of a path', async () => {
    const history = await ask('history', { entity: 'o-1042', path: '/status' })
    expect(history.map(({ position, old, value }) => [position, old, value])).toEqual([
      ['1', undefined, '"new"'],
      ['2', '"new"', '"paid"'],
      ['16', '"paid"', '"preparing"'],
      ['184', '"preparing"', '"shipped"'],
    ])
  })

  test('writes what it is asked for', async () => {
    const text = async (params: Parameters<typeof ask<'write'>>[1]) => (await ask('write', params)).text
    expect((await text({ what: 'recording', scope: 'all' })).trimEnd()).toBe(lines.join('\n'))
    await ask('filter', { ...everything, entity: 'o-1042' })
    expect(await ask('write', { what: 'recording', scope: 'filtered' })).toMatchObject({ name: 'r.filtered.ndjson' })
    expect((await text({ what: 'recording', scope: 'filtered' })).trimEnd().split('\n')).toHaveLength(11)
    await ask('filter', everything)
    expect((await text({ what: 'recording', scope: 'entity', entity: 'o-1043' })).trimEnd().split('\n')).toHaveLength(15)
    const audit = JSON.parse(await text({ what: 'audit', form: 'json' }))
    expect(audit).toHaveLength(14)
    expect(audit[0]).toMatchObject({ position: 12, kind: 'not-from-start', severity: 'warning', entity: 'o-1048' })
    expect((await text({ what: 'audit', form: 'csv' })).split('\r\n')[0]).toBe('position,kind,severity,message,path,entity,file,line')
    expect(JSON.parse(await text({ what: 'problems' }))[0]).toMatchObject({ file: 'r.ndjson', line: 12 })
    const states = (await text({ what: 'states', at: 1 })).trimEnd().split('\n')
    expect(states.map((line) => JSON.parse(line))).toMatchObject([{ entity: 'o-1042', version: 2, at: '2026-03-02T08:07:58.734Z' }])
    expect(JSON.parse(await text({ what: 'state', entity: 'o-1042', at: 1 }))).toMatchObject({ status: 'paid' })
    expect(JSON.parse(await text({ what: 'example', at: 100 }))).toEqual(JSON.parse(lines[100] ?? '').value)
    expect(await text({ what: 'test', entity: 'o-1042', at: 1, form: 'vitest' })).toContain("test('o-1042 after #2'")
  })
})

describe('a branch', () => {
  const shipped = {
    key: 'o-1042',
    headers: { id: '7c9e6679-7425-40de-944b-e07fc1f0ffff', time: '2026-03-02T08:08:00Z' },
    value: { type: 'OrderShipped', orderId: 'o-1042', carrier: 'dhl', trackingNumber: '123456' },
  }
  const edits = [
    { drop: 2 },
    { insert: JSON.stringify(shipped), after: 2 },
    { move: 5, after: 9 },
    { edit: 1, record: (lines[0] ?? '').replace('"total":15570', '"total":15571') },
  ] as const

  test('lies over the log, which stays as it is', async () => {
    const branch = await ask('branch', { edits, moment: 100 })
    expect(branch.edits.map(({ at, letter, position, title, problem }) => [at, letter, position, title, problem])).toEqual([
      [1, 'D', '2', 'OrderPaymentReceived', undefined],
      [2, 'A', '2.1', 'OrderShipped', undefined],
      [10, 'R+', '9.1', 'OrderPaymentReceived', undefined],
      [0, 'M', '1', 'total → 15571', undefined],
    ])
    expect(branch).toMatchObject({ differing: 1, first: { at: 0, position: '1' }, moment: 102, problem: undefined })
    const rows = await ask('rows', { from: 0, count: 12 })
    expect(rows.map(({ position, edit }: Row) => `${position}${edit ?? ''}`)).toEqual('1M 2D 2.1A 3 4 5R- 6 7 8 9 9.1R+ 10'.split(' '))
    const moment = await ask('moment', { at: 2 })
    expect(moment).toMatchObject({ own: { nth: 2, of: 11, previous: 0 }, state: { after: { at: 2, position: '2.1' } } })
    expect(JSON.parse(moment.state.value ?? '')).toMatchObject({ status: 'shipped', total: 15571, paid: 0 })
    const compared = await ask('compare', { entity: 'o-1042', from: 0, to: 2, branches: true })
    expect(compared.changes).toContainEqual({ path: '/paid', kind: 'M', old: '15570' })
    const { groups, entities } = await ask('entities', { at: 2, search: '', from: 0, count: 2 })
    expect(groups[0]).toEqual({ title: 'differs', count: 1 })
    expect(entities[0]).toMatchObject({ entity: 'o-1042', parts: { at: 0, position: '1' } })
    expect(await ask('goTo', { text: '2.1', from: 0 })).toBe(2)
    const axis = await ask('axis', { scale: 'position', from: 0, to: 300, bins: 10, entity: 'o-1042', watch: ['total'] })
    expect(axis.edits.map(({ edit }) => edit)).toEqual(['M', 'D', 'A', 'R-', 'R+'])
    expect(axis.watched?.[0]?.value).toBe('15570')
    expect(axis.watchedBranch?.[0]?.value).toBe('15571')
    const state = async (side: 'log' | 'branch') =>
      JSON.parse((await ask('write', { what: 'state', entity: 'o-1042', at: 300, side })).text)
    expect([(await state('log')).total, (await state('branch')).total]).toEqual([15570, 15571])
  })

  test('is written as a file, and as a recording', async () => {
    const file = (await ask('write', { what: 'branch' })).text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(file[0]).toEqual({ drop: 2 })
    expect(file[1]).toEqual({ insert: shipped, after: 2 })
    expect(file[2]).toEqual({ move: 5, after: 9 })
    const written = (await ask('write', { what: 'recording', scope: 'branch' })).text.trimEnd().split('\n')
    expect(written).toHaveLength(lines.length)
    expect(JSON.parse(written[1] ?? '')).toEqual(shipped)
    expect(written[8]).toBe(lines[4])
  })

  test('says what cannot be, and stays as it was', async () => {
    const problem = async (edit: Parameters<typeof ask<'branch'>>[1]['edits'][number]) =>
      (await ask('branch', { edits: [edit], moment: 0 })).problem
    expect(await problem({ drop: 9_999 })).toBe('There is no event at 9999.')
    expect(await problem({ drop: 'x' })).toBe('x is no position.')
    expect(await problem({ insert: '{', after: 1 })).toMatch(/^The record is no JSON/)
    expect(await problem({ move: '3.1', after: 1 })).toBe('There is no event at 3.1.')
    expect((await ask('rows', { from: 0, count: 1 }))[0]?.edit).toBe('M')
  })

  test('validates what it puts in', async () => {
    const record = JSON.stringify({ key: 'o-1042', headers: {}, value: { type: 'OrderShipped', orderId: 'o-1042', carrier: 'x' } })
    const { edits: shown } = await ask('branch', { edits: [{ insert: record, after: 0 }], moment: 0 })
    expect(shown[0]).toMatchObject({ position: '0.1', at: 0, problem: expect.stringContaining('required') })
    expect((await ask('row', { at: 0 })).worst).toBe('error')
  })

  test('is left again', async () => {
    const { moment, edits: none } = await ask('branch', { edits: [], moment: 101 })
    expect([moment, none]).toEqual([100, []])
    expect((await ask('rows', { from: 0, count: 1 }))[0]?.edit).toBe(undefined)
  })
})
