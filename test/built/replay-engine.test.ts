import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'
import { type Asker, asker } from '../../shared/border.ts'
import type { EngineBorder } from '../../shared/replay-protocol.ts'
import { whatOf } from '../kit/session.ts'

const orders = join(ROOT, 'examples', 'orders')
const example = (name: string) => readFileSync(join(orders, name), 'utf8')

let worker: Worker
let engine: Asker<EngineBorder>
beforeAll(() => {
  worker = new Worker(join(ROOT, 'dist', 'replay.js'))
  engine = asker({ send: (crossing) => worker.postMessage(crossing), onCrossing: (listener) => worker.on('message', listener) })
})
afterAll(() => worker.terminate())

describe('the built engine', () => {
  it('runs in a thread of Node, reads a file by its path and folds it with the built worker', async () => {
    const fold = { uri: 'file:///w/orders.fold.ts', file: 'orders.fold.ts', text: example('orders.fold.ts'), isTypeScript: true }
    const source = { kind: 'paths', paths: [join(orders, 'recording.ndjson')], names: ['recording.ndjson'], temporary: '' } as const
    await engine.ask('open', { ...whatOf(example('event-source.json'), 'event-source.json'), fold, source })
    await expect.poll(() => engine.ask('overview', {})).toMatchObject({ load: 'done', events: 245, fold: { kind: 'module' } })
    const { state, row } = await engine.ask('moment', { at: 1 })
    expect(row.position).toBe('2')
    expect(JSON.parse(state.value ?? '')).toMatchObject({ status: 'paid', paid: 15570 })
    expect((await engine.ask('filter', { text: 'payload.amount > 10000', hidden: [], problemsOnly: false })).problem).toBe(undefined)
  })
})
