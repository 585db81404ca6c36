import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'

const cli = join(ROOT, 'dist', 'cli.js')
const orders = join(ROOT, 'examples', 'orders')
const example = [join(orders, 'event-source.json'), '--channel', 'EventSourceOrders', '--from', join(orders, 'recording.ndjson')]
let folder = ''

const document = `asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  things:
    address: t/things
    x-event-source: true
    messages:
      m: { payload: { type: object, properties: { n: { type: integer } } }, correlationId: { location: $message.payload#/id } }
  folded:
    x-event-source: { fold: ./own.ts }
    messages: { m: { payload: { type: object }, correlationId: { location: $message.payload#/id } } }
  outside:
    x-event-source: { fold: ../../own.ts }
    messages: { m: { payload: { type: object } } }
`
const lines = [1, 2, 3].map((n) => JSON.stringify({ id: n === 2 ? 'b' : 'a', n, time: `2026-01-0${n}T00:00:00Z` })).join('\n')
const files: Record<string, string> = {
  'doc.yaml': document,
  'own.ts': 'export const initial = { n: 0 }\nexport const on = { m(s: { n: number }) { s.n++ } }\n',
  'broken.ts': 'export const on = {\n',
  'throws.ts': 'export const on = { m() { throw new Error("no") } }\n',
  'ok.ndjson': `${lines}\n`,
  'bad.ndjson': '{"id":"a","n":"x"}\n',
  'warned.ndjson': '{"n":1}\n{"id":"a"',
  'many/a.ndjson': '\n{"id":"a","n":1}\n',
  'many/b.ndjson': '{"id":"a","n":"x"}\n',
  'many/notes.md': 'no recording\n',
  'branch.jsonl': '{"drop": 1}\n{"insert": {"id": "c", "n": 9}, "after": 2}\n',
  'other.yaml': 'x: 1\n',
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

function replay(...args: string[]) {
  return spawnSync(process.execPath, [cli, 'replay', ...args], { cwd: folder, encoding: 'utf8', env: {} })
}

const things = (from: string, ...more: string[]) => replay('doc.yaml', '--channel', 'things', '--from', from, ...more)

interface Result {
  readonly events: number
  readonly entities: number
  readonly findings: readonly { position: number | string; kind: string; file?: string; line?: number }[]
  readonly counts: Readonly<Record<string, number>>
  readonly states?: Readonly<Record<string, unknown>>
}

function json(...args: string[]): Result {
  return JSON.parse(replay(...args, '--format', 'json').stdout) as Result
}

const jsonOf = (from: string, ...more: string[]) => json('doc.yaml', '--channel', 'things', '--from', from, ...more)

describe('exit codes', () => {
  it.each([
    ['no findings', ['ok.ndjson'], 0],
    ['an error', ['bad.ndjson'], 1],
    ['warnings only', ['warned.ndjson'], 0],
    ['a fold that throws', ['ok.ndjson', '--fold', 'throws.ts'], 1],
    ['no such source', ['none.ndjson'], 2],
    ['no such fold', ['ok.ndjson', '--fold', 'none.ts'], 2],
    ['a fold that cannot be used', ['ok.ndjson', '--fold', 'broken.ts'], 2],
    ['no such entity', ['ok.ndjson', '--entity', 'z'], 2],
    ['an entity', ['ok.ndjson', '--entity', 'a'], 0],
    ['nothing to drop', ['ok.ndjson', '--drop', '9'], 2],
    ['an unknown shape', ['ok.ndjson', '--shape', 'x'], 2],
    ['an unknown format', ['ok.ndjson', '--format', 'xml'], 2],
    ['no moment', ['ok.ndjson', '--at', 'noon'], 2],
    ['no number', ['ok.ndjson', '--limit', 'x'], 2],
    ['an audit that is neither', ['ok.ndjson', '--audit', 'x.txt'], 2],
    ['no such start', ['ok.ndjson', '--start', 'none.ndjson'], 2],
    ['a broker', ['kafka://host:9092/topic'], 2],
  ])('%s', (_, [from = '', ...more], status) => {
    expect(things(from, ...more).status).toBe(status)
  })

  it.each([
    ['no document', []],
    ['no channel', ['doc.yaml', '--from', 'ok.ndjson']],
    ['no source', ['doc.yaml', '--channel', 'things']],
    ['no such document', ['none.yaml', '--channel', 'things', '--from', 'ok.ndjson']],
    ['no AsyncAPI document', ['other.yaml', '--channel', 'things', '--from', 'ok.ndjson']],
    ['no such channel', ['doc.yaml', '--channel', 'nothing', '--from', 'ok.ndjson']],
    ['a fold outside the workspace', ['doc.yaml', '--channel', 'outside', '--from', 'ok.ndjson']],
  ])('%s is a bad argument', (_, args) => {
    const { status, stdout, stderr } = replay(...args)
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).not.toBe('')
  })

  it('help', () => {
    expect(replay('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--channel NAME') })
  })
})

describe('json', () => {
  it('is one object as the contract has it', () => {
    expect(jsonOf('ok.ndjson')).toEqual({
      events: 3,
      entities: 2,
      findings: [],
      counts: {},
      states: {
        a: { id: 'a', n: 3, time: '2026-01-03T00:00:00Z', $type: 'm', $version: 2 },
        b: { id: 'b', n: 2, time: '2026-01-02T00:00:00Z', $type: 'm', $version: 1 },
      },
    })
    expect(jsonOf('bad.ndjson').findings).toEqual([
      { position: 1, kind: 'invalid-payload', severity: 'error', message: expect.stringContaining('"n"'), path: '/n', entity: 'a' },
    ])
  })

  it('names file and line where there are several files', () => {
    expect(jsonOf('many')).toMatchObject({ events: 2, findings: [{ position: 2, file: 'many/b.ndjson', line: 1 }] })
    expect(jsonOf('many/*.ndjson').events).toBe(2)
  })

  it('holds the first 1,000 findings of a kind, and the states of 100 entities at most', () => {
    writeFileSync(join(folder, 'many.ndjson'), Array.from({ length: 1_100 }, (_, id) => `{"id":"${id}","n":"x"}`).join('\n'))
    const { findings, counts, states } = jsonOf('many.ndjson', '--audit', 'many.csv')
    expect([findings.length, counts['invalid-payload'], states]).toEqual([1_000, 1_100, undefined])
    expect(readFileSync(join(folder, 'many.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(1_101)
    expect(jsonOf('many.ndjson', '--entity', '7').states).toMatchObject({ 7: { n: 'x' } })
  })

  it('has whole numbers beyond 2^53 with their digits', () => {
    writeFileSync(join(folder, 'big.ndjson'), '{"id":9007199254740993,"n":9007199254740995}\n')
    expect(things('big.ndjson', '--format', 'json').stdout).toContain(
      '"states":{"9007199254740993":{"id":9007199254740993,"n":9007199254740995,',
    )
  })
})

describe('states', () => {
  it('--at, --entity, --drop and --branch change only these', () => {
    const base = { events: 3, entities: 2, findings: [] }
    expect(jsonOf('ok.ndjson', '--at', '2')).toMatchObject({ ...base, states: { a: { n: 1 }, b: { n: 2 } } })
    expect(jsonOf('ok.ndjson', '--entity', 'b', '--at', '1')).toEqual({ ...base, counts: {}, states: {} })
    expect(jsonOf('ok.ndjson', '--drop', '3', '--drop', '2')).toMatchObject({ ...base, states: { a: { n: 1 } } })
    expect(jsonOf('ok.ndjson', '--branch', 'branch.jsonl')).toMatchObject({
      ...base,
      states: { a: { n: 3, $version: 1 }, b: { n: 2 }, c: { n: 9 } },
    })
  })

  it('are written one a line, sorted, and may be begun with', () => {
    things('ok.ndjson', '--state', 'states.ndjson', '--limit', '2')
    expect(
      readFileSync(join(folder, 'states.ndjson'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      { entity: 'a', version: 1, at: null, state: { n: 1 } },
      { entity: 'b', version: 1, at: null, state: { n: 2 } },
    ])
    const whole = jsonOf('ok.ndjson').states
    expect(jsonOf('ok.ndjson', '--start', 'states.ndjson', '--since', '3').states).toEqual(whole)
  })

  it('come from the reducer that the channel names, else the one that is given, else the one beside the document', () => {
    expect(json('doc.yaml', '--channel', 'folded', '--from', 'ok.ndjson').states).toEqual({ a: { n: 2 }, b: { n: 1 } })
    expect(jsonOf('ok.ndjson', '--fold', 'own.ts').states).toEqual({ a: { n: 2 }, b: { n: 1 } })
    writeFileSync(join(folder, 'doc.things.fold.js'), 'export const on = { m: () => ({ beside: true }) }\n')
    expect(jsonOf('ok.ndjson').states).toEqual({ a: { beside: true }, b: { beside: true } })
    rmSync(join(folder, 'doc.things.fold.js'))
  })
})

it('what is printed may be read in part', () => {
  const command = `"${process.execPath}" "${cli}" replay doc.yaml --channel things --from many.ndjson --format json | head -c 10`
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH } })
  expect([stdout, stderr]).toEqual(['{"events":', ''])
})

it('the channel may be named by its address', () => {
  expect(json('doc.yaml', '--channel', 't/things', '--from', 'ok.ndjson').events).toBe(3)
})

it('--audit writes all findings as CSV or JSON', () => {
  things('bad.ndjson', '--audit', 'audit.csv')
  const [header, row] = readFileSync(join(folder, 'audit.csv'), 'utf8').split('\r\n')
  expect(header).toBe('position,kind,severity,message,path,entity,file,line')
  expect(row).toMatch(/^1,invalid-payload,error,"""n"" must .*",\/n,a,,$/)
  things('bad.ndjson', '--audit', 'audit.json')
  expect(JSON.parse(readFileSync(join(folder, 'audit.json'), 'utf8'))).toMatchObject([{ position: 1, kind: 'invalid-payload' }])
})

describe('the example', () => {
  it('has the faults that its README lists, and no others; nothing of the recording is touched', () => {
    const path = join(orders, 'recording.ndjson')
    const before = { bytes: readFileSync(path), mtime: statSync(path).mtimeMs }
    const listed = [...readFileSync(join(orders, 'README.md'), 'utf8').matchAll(/^\| (\d+) \| (.*?) \|/gm)].flatMap(
      ([, position, kinds = '']) => [...kinds.matchAll(/`([\w-]+)`/g)].map(([, kind]) => `${position} ${kind}`),
    )
    const { findings, events, entities, states = {} } = json(...example)
    expect(findings.map(({ position, kind }) => `${position} ${kind}`).sort()).toEqual(listed.sort())
    expect([events, entities]).toEqual([245, 20])
    expect(states['o-1044']).toMatchObject({ status: 'shipped' })
    expect({ bytes: readFileSync(path), mtime: statSync(path).mtimeMs }).toEqual(before)
  })

  it('is readable as it is printed', () => {
    const { stdout } = replay(...example, '--entity', 'o-1044')
    expect(stdout).toContain('245 events of 20 entities')
    expect(stdout).toContain('unknown-message')
    expect(stdout).toContain('"status": "shipped"')
    expect(stdout).not.toContain('\u001b')
  })
})
