import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decompressed } from '../../replay/node/files.ts'
import { startFoldWorker } from '../../replay/node/start-fold-worker.ts'
import { openSession } from '../../replay/session/session.ts'
import { fileSource } from '../../replay/source/files.ts'
import { streamModel, streamPool } from '../../server/eventsource/stream-model.ts'
import { type Answers, type Asker, asker, type Crossing, type EventName, type Port } from '../../shared/border.ts'
import type { EngineBorder, OpenParams, PanelStart } from '../../shared/replay-protocol.ts'
import { memoryFile } from '../kit/replay.ts'
import { contextOf } from '../kit/rules.ts'
import { openWorkspace } from '../kit/workspace.ts'

const examples = join(import.meta.dirname, '../../examples/orders')
const example = (name: string) => readFileSync(join(examples, name), 'utf8')

export interface EngineOptions {
  /** The text of the recording; the example's without. */
  readonly recording?: string
  /** The text of the reducer, or that there is none. */
  readonly fold?: string | 'none'
  readonly isTrusted?: boolean
  readonly isStale?: boolean
}

/** The real engine over the example, in this process. */
export class RealEngine {
  readonly engine: Asker<EngineBorder>
  readonly #params: OpenParams
  readonly messages: PanelStart['messages']

  constructor({
    recording = example('recording.ndjson'),
    fold = example('orders.fold.ts'),
    isTrusted = true,
    isStale = false,
  }: EngineOptions = {}) {
    const [page, session] = ports()
    this.engine = asker(page)
    openSession(session, {
      open: async () => ({
        source: fileSource([memoryFile('recording.ndjson', recording)], decompressed),
        bytes: Buffer.byteLength(recording),
        look: async () => ({ kind: 'same' }),
      }),
      startFold: startFoldWorker,
      memory: () => 3.1e6,
    })
    const context = contextOf(openWorkspace({ 'event-source.json': example('event-source.json') }))
    const stream = context.model.documents.flatMap((document) => context.streams.streamsOf(document))[0]
    if (!stream) throw new Error('no stream')
    const model = streamModel(stream)
    this.messages = model.messages.map(({ name, key }) => ({
      name: name ?? key,
      place: { uri: model.uri, pointer: `${model.pointer}/messages/${key}` },
    }))
    this.#params = {
      model,
      pool: Object.fromEntries([...streamPool(stream)].map(([id, entry]) => [id, entry.schema])),
      envelope: {},
      fold: fold === 'none' ? undefined : { uri: 'file:///w/orders.fold.ts', file: 'orders.fold.ts', text: fold, isTypeScript: true },
      isTrusted,
      isStale,
      source: { kind: 'bytes', files: [] },
    }
  }

  /** Reads the recording to its end. */
  async open(): Promise<void> {
    const first = await this.engine.ask('open', this.#params)
    for (let { load } = first; load === 'loading'; { load } = await this.engine.ask('overview', {}))
      await new Promise((done) => setTimeout(done, 20))
  }

  /** What a page asks, handed on; and what is answered otherwise than the engine would. */
  answers(instead: Partial<Answers<EngineBorder>> = {}): Answers<EngineBorder> {
    return new Proxy({} as Answers<EngineBorder>, {
      get: (_, name: keyof EngineBorder['requests']) => instead[name] ?? ((params: never) => this.engine.ask(name, params)),
      getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
    })
  }

  relay(tell: (name: EventName<EngineBorder>, value: never) => void): void {
    for (const name of ['overview', 'filtered', 'foldProblems'] as const) this.engine.on(name, (value) => tell(name, value as never))
  }
}

/** Two ends of one wire; what crosses is copied, as it is between threads. */
function ports(): [Port, Port] {
  const listeners: [((crossing: Crossing) => void)[], ((crossing: Crossing) => void)[]] = [[], []]
  const end = (own: 0 | 1): Port => ({
    send: (crossing) => {
      const copy = structuredClone(crossing)
      queueMicrotask(() => {
        for (const listener of listeners[own === 0 ? 1 : 0]) listener(copy)
      })
    },
    onCrossing: (listener) => void listeners[own].push(listener),
  })
  return [end(0), end(1)]
}
