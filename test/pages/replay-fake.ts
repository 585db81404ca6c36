import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answers } from '../../shared/border.ts'
import type { Axis, EngineBorder, MomentView, Overview, Row } from '../../shared/replay-protocol.ts'

const types = ['OrderNew', 'OrderPaymentReceived', 'OrderPreparing', 'OrderShipped', 'OrderReturned']

export interface FakeOptions {
  readonly times?: number
  readonly load?: Overview['load']
  readonly branch?: boolean
}

/** An engine that knows the rows of the example and little else: for the parts of the page that draw events. */
export function fakeEngine({ times = 1, load = 'done', branch = false }: FakeOptions = {}): Answers<EngineBorder> {
  const lines = readFileSync(join(import.meta.dirname, '../../examples/orders/recording.ndjson'), 'utf8').split('\n')
  const logged = lines.flatMap((line, index) => rowOf(line, index + 1) ?? [])
  const all: Row[] = Array.from({ length: times }, () => logged)
    .flat()
    .map((row, at) => ({ ...row, at, position: String(times > 1 ? at + 1 : row.position) }))
  const edited = branch
    ? all
        .toSpliced(100, 1, { ...must(all[100]), edit: 'D' }, { ...must(all[100]), edit: 'A', position: `${all[100]?.position}.1` })
        .map((row, at) => ({ ...row, at }))
    : all
  let shown = edited
  const clock = ({ time }: Row) => (time === undefined ? undefined : Date.parse(time))
  const known = edited.flatMap((row) => clock(row) ?? [])
  const overview: Overview = {
    files: ['recording.ndjson'],
    load,
    isFollowing: false,
    bytes: 93e6,
    totalBytes: load === 'loading' ? 245e6 : 93e6,
    events: all.length,
    entities: new Set(all.map(({ entity }) => entity)).size,
    errors: all.filter(({ worst }) => worst === 'error').length,
    warnings: all.filter(({ worst }) => worst === 'warning').length,
    types: [...types, 'unknown'].map((name, index) => {
      const message = index < types.length ? index : -1
      return { message, name, events: all.filter((row) => row.message === message).length }
    }),
    shape: 'envelope with headers and payload',
    time: [Math.min(...known), Math.max(...known)],
    fold: { kind: 'module', file: 'orders.fold.ts' },
    foldMs: 0.04,
    memory: 3.1e6,
    copy: undefined,
    isStale: false,
  }
  const momentOf = (at: number): MomentView => {
    const row = must(edited[at])
    const own = edited.filter(({ entity }) => entity === row.entity)
    const nth = own.findIndex((one) => one.at === at)
    const value = JSON.stringify({ status: row.type })
    return {
      row,
      clock: clock(row),
      own:
        row.entity === undefined
          ? undefined
          : { nth: nth + 1, of: own.length, previous: own[nth - 1]?.at ?? null, next: own[nth + 1]?.at ?? null },
      since: nth > 0 ? (clock(row) ?? 0) - (clock(must(own[nth - 1])) ?? 0) : undefined,
      finding: row.worst && {
        at,
        position: row.position,
        entity: row.entity,
        kind: 'invalid-payload',
        severity: row.worst,
        message: 'Payload does not fit',
        path: undefined,
      },
      problemsBefore: edited.filter((one) => one.at < at && one.worst).length,
      problemsAhead: edited.filter((one) => one.at > at && one.worst).length,
      state: {
        entity: row.entity,
        standing: 'there',
        after: { at, position: row.position, message: row.message },
        isUnchanged: false,
        value,
        changes: [{ path: '/status', kind: 'M', old: '"x"' }],
        added: 5,
        modified: 1,
        removed: 0,
        blame: {},
      },
    }
  }
  const seek = (from: number, count: number, among: readonly Row[]) => {
    const step = Math.sign(count)
    const later = step > 0 ? among.filter(({ at }) => at > from) : among.filter(({ at }) => at < from).toReversed()
    return later[Math.min(Math.abs(count), later.length) - 1]?.at ?? null
  }
  const nothing = () => {
    throw new Error('The fake engine does not know.')
  }
  return {
    open: () => overview,
    renew: () => overview,
    changed: () => overview,
    overview: () => overview,
    stop: () => ({ ...overview, load: 'stopped' }),
    follow: ({ on }) => ({ ...overview, isFollowing: on }),
    filter: ({ text, hidden, entity, problemsOnly }) => {
      if (text.startsWith('(')) return { rows: edited.length, done: 1, problem: 'The bracket in column 1 is never closed.' }
      shown = edited.filter(
        (row) =>
          !hidden.includes(row.message) &&
          (entity === undefined || row.entity === entity) &&
          (!problemsOnly || row.worst) &&
          JSON.stringify(row).toLowerCase().includes(text.toLowerCase()),
      )
      return { rows: shown.length, done: 1 }
    },
    rows: ({ from, count }) => shown.slice(from, from + count),
    rowOf: ({ at }) => {
      const row = shown.findIndex((one) => one.at >= at)
      return { row: row < 0 ? shown.length : row, isIn: shown[row]?.at === at }
    },
    row: ({ at }) => must(edited[at]),
    marks: ({ bins }) => {
      const marks = new Uint8Array(bins)
      shown.forEach(({ worst }, index) => {
        const bin = Math.floor((index / shown.length) * bins)
        if (worst) marks[bin] = Math.max(marks[bin] ?? 0, worst === 'error' ? 2 : 1)
      })
      return marks
    },
    axis: ({ scale, from, to, bins, entity, watch }): Axis => {
      const x = (row: Row) => (scale === 'time' ? clock(row) : row.at)
      const bin = (row: Row) => Math.min(bins - 1, Math.floor((((x(row) ?? from) - from) / (to - from)) * bins))
      const within = edited.filter((row) => (x(row) ?? from) >= from && (x(row) ?? from) <= to)
      const count = (rows: readonly Row[]) => {
        const counts = new Uint16Array(bins)
        for (const row of rows) counts[bin(row)] = (counts[bin(row)] ?? 0) + 1
        return counts
      }
      const own = within.filter((row) => entity !== undefined && row.entity === entity)
      const values = own.map((row) => ({ x: x(row) ?? from, value: JSON.stringify(row.type) }))
      return {
        lanes: overview.types.map(({ message }) => count(within.filter((row) => row.message === message))),
        errors: count(within.filter(({ worst }) => worst === 'error')),
        warnings: count(within.filter(({ worst }) => worst === 'warning')),
        own: own.map((row) => ({ x: x(row) ?? from, message: row.message, at: row.at })),
        edits: within.flatMap((row) => (row.edit ? [{ x: x(row) ?? from, at: row.at, edit: row.edit }] : [])),
        watched: watch?.length ? values : undefined,
        watchedBranch: branch && watch?.length ? values : undefined,
      }
    },
    moment: ({ at }) => momentOf(at),
    step: ({ from, by, count, entity }) => {
      if (by === 'end') return count > 0 ? edited.length - 1 : 0
      if (by === 'problem')
        return seek(
          from,
          count,
          edited.filter(({ worst }) => worst),
        )
      if (by === 'entity' || by === 'change')
        return seek(
          from,
          count,
          edited.filter((row) => row.entity === entity),
        )
      return seek(from, count, shown)
    },
    goTo: ({ text }) => {
      if (/^\d{4}-/.test(text)) return edited.findLast((row) => (clock(row) ?? Number.POSITIVE_INFINITY) <= Date.parse(text))?.at ?? null
      return edited.find(({ position }) => position === text)?.at ?? null
    },
    history: () => [],
    entities: () => ({ groups: [], total: 0, entities: [] }),
    audit: () => ({ total: 0, lines: [] }),
    causes: () => ({ root: undefined, nothing: 'Nothing says what caused it.' }),
    branch: ({ moment }) => ({ edits: [], differing: 0, first: undefined, moment, problem: undefined }),
    event: nothing,
    compare: nothing,
    write: nothing,
  }
}

function rowOf(line: string, number: number): Row | undefined {
  if (line === '') return undefined
  const base = {
    at: 0,
    position: String(number),
    time: undefined,
    entity: undefined,
    message: -1,
    type: 'unknown',
    preview: [],
    worst: undefined,
  }
  try {
    const { key, headers, value } = JSON.parse(line)
    const message = types.indexOf(value?.type)
    const preview = Object.entries(value ?? {}).filter(([name]) => name !== 'type')
    return {
      ...base,
      time: headers?.time,
      entity: typeof key === 'string' ? key : undefined,
      message,
      type: message < 0 ? 'unknown' : value.type,
      preview: preview.map(([name, inner]) => [name, typeof inner === 'object' ? JSON.stringify(inner) : String(inner)] as const),
      worst: message < 0 ? 'error' : number % 29 === 0 ? 'warning' : undefined,
    }
  } catch {
    return { ...base, worst: 'error', preview: [['', line.slice(0, 80)]] }
  }
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('There is no such event.')
  return value
}
