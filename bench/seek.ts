import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Tracer } from '../replay/fold/tracer.ts'
import { load } from '../replay/load/load.ts'
import { type ReplayChannel, replayChannel } from '../replay/message/channel.ts'
import { decompressed, nodeFile } from '../replay/node/files.ts'
import { startFoldWorker } from '../replay/node/start-fold-worker.ts'
import { Stage } from '../replay/session/stage.ts'
import { States } from '../replay/session/states.ts'
import { fileSource } from '../replay/source/files.ts'
import { defaultFold, reducerFold, type StateFold } from '../replay/state/state-fold.ts'
import type { StreamModel } from '../shared/stream-model.ts'
import { median, ms, type Row, times } from './measure.ts'

const events = 100_000
const seeks = 300

const module = `export const initial = { status: 'none', total: 0, lines: {} }
export const on = {
  Happened(state, { n, status, sku }) { state.status = status; state.total += n; state.lines[sku] = n },
}`

/** A seek to a random moment of one long entity, against folding it from its start to the end: median of both, in one run. */
export async function seekRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const tracer = new Tracer({ text: module, file: 'bench.fold.js', isTypeScript: false }, startFoldWorker)
  try {
    const path = join(folder, 'long.ndjson')
    writeFileSync(path, Array.from({ length: events }, (_, n) => `${line(n)}\n`).join(''))
    const source = fileSource([await nodeFile(path, 'long.ndjson')], decompressed)
    const channel = channelOf()
    const loading = await load(channel, source)
    await loading.done
    const stage = new Stage(channel, source, loading)
    const rows = [await row('default fold', stage, defaultFold), await row('reducer', stage, reducerFold(tracer))]
    await source.dispose()
    return rows
  } finally {
    tracer.dispose()
    rmSync(folder, { recursive: true })
  }
}

async function row(what: string, stage: Stage, fold: StateFold): Promise<Row> {
  const whole = median(await times(3, () => new States(stage, fold).at('long', events, () => undefined)))
  const states = new States(stage, fold)
  await states.at('long', events, () => undefined)
  const moments = Array.from({ length: seeks }, (_, n) => (n * 7_919 * 31) % events)
  const seek = median(await times(seeks, (run) => states.at('long', moments[run] ?? 0, () => undefined)))
  return {
    what: `seek in 100,000 events, ${what}`,
    ours: ms(seek),
    peer: `${ms(whole)} from the start`,
    ratio: seek / whole,
    target: 1 / 500,
  }
}

function line(n: number): string {
  const status = ['new', 'paid', 'packed', 'shipped'][n % 4]
  const time = new Date(1_772_438_493_000 + n * 1_000).toISOString()
  return `{"headers":{"id":"e-${n}","time":"${time}"},"value":{"type":"Happened","id":"long","n":${n % 97},"status":"${status}","sku":"sku-${n % 13}","note":"${'x'.repeat(60)}"}}`
}

function channelOf(): ReplayChannel {
  const model: StreamModel = {
    uri: 'file:///bench/long.yaml',
    pointer: '/channels/long',
    key: 'long',
    address: 'long',
    why: { kind: 'declared' },
    aggregate: undefined,
    entity: [{ in: 'payload', pointer: '/id' }],
    parameters: [],
    discriminator: { in: 'payload', pointer: '/type' },
    sequence: 'entity',
    fold: undefined,
    messages: [
      {
        uri: 'file:///bench/long.yaml',
        pointer: '/channels/long/messages/Happened',
        key: 'Happened',
        name: 'Happened',
        aliases: [],
        marks: [{ in: 'payload', pointer: '/type', value: 'Happened' }],
        correlation: { in: 'payload', pointer: '/id' },
        payload: 'happened',
        headers: undefined,
        hash: '',
      },
    ],
    operations: [],
    servers: [],
  }
  const schema = {
    type: 'object',
    required: ['type', 'id', 'n'],
    properties: { type: { const: 'Happened' }, id: { type: 'string' }, n: { type: 'integer' } },
  }
  return replayChannel(model, { happened: { uri: model.uri, pointer: '', schema } })
}
