import type { Cancellation } from '../../shared/border.ts'
import type { At, ReplayWhat, WriteParams, Written } from '../../shared/replay-protocol.ts'
import { testText } from '../as-test/test-text.ts'
import type { Finding } from '../audit/finding.ts'
import { auditCsv, auditJson } from '../audit/write-audit.ts'
import type { Edit } from '../branch/branch.ts'
import { editLine } from '../branch/timeline.ts'
import { readJson } from '../json/read.ts'
import { writeJson, writePretty } from '../json/write.ts'
import { defaultStates } from '../load/default-states.ts'
import { payloadText } from '../record/payload-text.ts'
import { Slices } from '../state/slices.ts'
import type { List } from './list.ts'
import type { Side } from './places.ts'
import type { Stage } from './stage.ts'
import type { States } from './states.ts'

/** Longer texts cannot be handed over at once. */
const longest = 256 * 2 ** 20
const batch = 256

export interface WriteFrom {
  readonly stage: Stage
  readonly states: States
  readonly list: List
  readonly edits: readonly Edit[]
  /** Without a reducer. */
  readonly isDefault: boolean
  readonly fold: ReplayWhat['fold']
}

/** A text to be saved or copied. Rejects with a sentence where there is none. */
export async function write(from: WriteFrom, params: WriteParams, signal: Cancellation): Promise<Written> {
  const { stage, states, edits } = from
  const name = baseName(stage)
  switch (params.what) {
    case 'recording':
      return { text: await recording(from, params, signal), name: `${name}${params.scope === 'all' ? '' : `.${params.scope}`}.ndjson` }
    case 'audit': {
      const findings = [...stage.load.findings.all()].map((finding) => findingOf(stage, finding))
      return { text: params.form === 'csv' ? auditCsv(findings) : auditJson(findings), name: `${name}.audit.${params.form}` }
    }
    case 'problems': {
      const findings = [...stage.load.findings.all()].map((finding) => ({
        ...findingOf(stage, finding),
        ...whereOf(stage, finding.ordinal),
      }))
      return { text: auditJson(findings), name: `${name}.problems.json` }
    }
    case 'states':
      return { text: await allStates(from, params.at, signal), name: `${name}.states.ndjson` }
    case 'branch':
      return { text: edits.map((edit) => `${editLine(edit)}\n`).join(''), name: `${name}.branch.ndjson` }
    case 'example': {
      const [{ payload = null }, [raw = '']] = await Promise.all([stage.event(params.at), stage.texts([params.at])])
      return { text: payloadText(raw, payload), name: 'example.json' }
    }
    case 'state': {
      const text = await states.at(
        params.entity,
        params.at,
        ({ value }) => (value === undefined ? '' : `${writePretty(value)}\n`),
        signal,
        params.side,
      )
      return { text, name: `${fileName(params.entity)}.json` }
    }
    case 'test': {
      const { entity, form, at } = params
      const isScript = from.fold !== undefined && /\.[cm]?js$/.test(from.fold.file)
      return { text: await test(from, entity, at, form, signal), name: `${fileName(entity)}.test.${isScript ? 'js' : 'ts'}` }
    }
  }
}

async function recording(
  { stage, states, list }: WriteFrom,
  params: Extract<WriteParams, { what: 'recording' }>,
  signal: Cancellation,
): Promise<string> {
  const ats =
    params.scope === 'filtered'
      ? list.everyRow()
      : params.scope === 'entity'
        ? Array.from(states.places.of(params.entity ?? '', stage.timeline.isBranch ? 'branch' : 'log').all)
        : Array.from({ length: stage.length }, (_, at) => at)
  const wanted = ats.filter((at) => {
    const { kind, edit } = stage.timeline.item(at)
    if (params.scope === 'all') return kind === 'log'
    return edit !== 'D' && edit !== 'R-'
  })
  const lines: string[] = []
  let length = 0
  const slices = new Slices(signal)
  for (let from = 0; from < wanted.length; from += batch) {
    const some = wanted.slice(from, from + batch)
    const texts = params.scope === 'all' ? await stage.logTexts(some) : await stage.texts(some)
    for (const text of texts) {
      const line = oneLine(text)
      if (line === '') continue
      length += line.length
      if (length > longest) throw new Error('This is too much to be written at once. A filter or an entity makes it less.')
      lines.push(`${line}\n`)
    }
    await slices.pause()
  }
  return lines.join('')
}

/** A record as one line, as it was written where it was one. */
function oneLine(text: string): string {
  const line = text.trim()
  if (!/[\r\n]/.test(line)) return line
  const result = readJson(line)
  return result.ok ? writeJson(result.value) : line.replace(/[\r\n]+/g, ' ')
}

async function allStates({ stage, states, isDefault }: WriteFrom, at: At, signal: Cancellation): Promise<string> {
  const { entities } = stage.load.log
  const side: Side = stage.timeline.isBranch ? 'branch' : 'log'
  const ids = [...Array.from({ length: entities.length }, (_, number) => entities.id(number)), ...stage.branchEntities]
  const slices = new Slices(signal)
  const lines: string[] = []
  let length = 0
  const add = (line: string) => {
    length += line.length
    if (length > longest) throw new Error('These states are too much to be written at once; the command line writes them with --state.')
    lines.push(line)
  }
  const sorted = ids.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  if (isDefault && side === 'log') {
    const end = Math.min(stage.length, Math.floor(at) + 1)
    for await (const { entity, version, at, state } of defaultStates(stage.channel, stage.load, sorted, end, new Map())) {
      add(`${writeJson({ entity, version, at, state })}\n`)
      await slices.pause()
    }
    return lines.join('')
  }
  for (const entity of sorted) {
    const { folded } = states.places.of(entity, side)
    const text = await states.at(entity, at, ({ value, n }) => (value === undefined ? undefined : { state: writeJson(value), n }), signal)
    await slices.pause()
    if (!text) continue
    const last = folded[text.n - 1]
    const time = last === undefined ? undefined : (await stage.event(last)).time?.text
    add(
      `{"entity":${JSON.stringify(entity)},"version":${text.n},"at":${time === undefined ? 'null' : JSON.stringify(time)},"state":${text.state}}\n`,
    )
  }
  return lines.join('')
}

async function test(
  { stage, states, fold }: WriteFrom,
  entity: string,
  at: At,
  form: 'vitest' | 'jest',
  signal: Cancellation,
): Promise<string> {
  const side: Side = stage.timeline.isBranch ? 'branch' : 'log'
  const { folded } = states.places.of(entity, side)
  const count = states.count(entity, at)
  const ats = Array.from({ length: count }, (_, index) => folded[index] as At)
  const events = await stage.events(ats)
  const given = events.map((event, index) => {
    const type = event.status === 'known' ? event.message?.name : undefined
    const { partition, time, key, headers } = event
    return {
      message: type ?? 'tombstone',
      payload: event.payload,
      event: { position: stage.position(ats[index] as At), partition, time: time?.text, key, headers, type, entity },
    }
  })
  const state = await states.at(entity, at, ({ value }) => (value === undefined ? undefined : { value: structuredClone(value) }), signal)
  return testText({ form, entity, position: stage.position(stage.clamp(at)), given, state, fold: fold?.file.replace(/^.*[/\\]/, '') })
}

function findingOf(stage: Stage, finding: { readonly ordinal: number } & Pick<Finding, 'kind' | 'severity' | 'message' | 'path'>): Finding {
  const { load, source } = stage
  const number = load.log.entity[finding.ordinal] as number
  return {
    ordinal: finding.ordinal,
    position: load.position(finding.ordinal),
    kind: finding.kind,
    severity: finding.severity,
    message: finding.message,
    ...(finding.path !== undefined && { path: finding.path }),
    ...(number >= 0 && { entity: load.log.entities.id(number) }),
    ...(source.files.length > 1 && whereOf(stage, finding.ordinal)),
  }
}

function whereOf({ load: { log }, source }: Stage, ordinal: number): { file: string; line: number } {
  return { file: source.files[log.file[ordinal] as number] ?? '', line: log.line[ordinal] as number }
}

function baseName({ source }: Stage): string {
  const name = (source.files[0] ?? 'recording').replace(/^.*[/\\]/, '')
  return name.replace(/(?:\.(?:ndjson|jsonl|json|csv|tsv|parquet|gz|gzip|zst|zstd))+$/i, '') || 'recording'
}

function fileName(entity: string): string {
  return entity.replace(/[^\w.-]+/g, '-').slice(0, 60) || 'entity'
}
