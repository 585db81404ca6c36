import type { Remark } from '../audit/finding.ts'
import { writeJson } from '../json/write.ts'
import type { EntityState, FoldedEvent, Folder, FoldRemark } from './folder.ts'
import { ModuleError, type ModuleSource } from './module.ts'
import type { FoldAnswer, FoldItem, FoldWorker, StartFoldWorker } from './protocol.ts'
import { readState } from './state-text.ts'

/** How long one event may take, in milliseconds. */
const usualLimit = 1_000
/** How long the module itself may take to load. */
const loadLimit = 10_000
/** After so many events in a row that never end, folding does. */
const mostInRow = 10
/** Events that are folded at a time; each entity's state is written once for all of them. */
const batchSize = 500

interface Slot {
  version: number
  at: string | null
  /** As JSON; `null` where the entity has none. */
  text: string | null
}

/** Folds with a person's reducer, in a worker that may be ended at any time: all it holds can be folded again from what is kept here. */
export class ReducerFolder implements Folder {
  readonly #module: ModuleSource
  readonly #start: StartFoldWorker
  readonly #onRemark: FoldRemark
  readonly #slots = new Map<string, Slot>()
  readonly #limit: number
  readonly #progress = new SharedArrayBuffer(8)
  readonly #steps = new Int32Array(this.#progress)
  #waiting: FoldedEvent[] = []
  #worker: FoldWorker | undefined
  /** Entities whose state the worker has. */
  #sent = new Set<string>()
  #inRow = 0
  #hasEnded = false

  constructor(module: ModuleSource, start: StartFoldWorker, onRemark: FoldRemark, states: Iterable<EntityState> = [], limit = usualLimit) {
    this.#module = module
    this.#start = start
    this.#onRemark = onRemark
    this.#limit = limit
    for (const { entity, version, at, state } of states) this.#slots.set(entity, { version, at, text: writeJson(state) })
  }

  /** Loads the module; rejects with a {@link ModuleError} where it cannot be used. */
  async load(): Promise<void> {
    await this.#ready()
  }

  add(event: FoldedEvent): void {
    if (!this.#hasEnded) this.#waiting.push(event)
  }

  async flush(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#hasEnded) await this.#fold(this.#waiting.splice(0, batchSize))
  }

  *states(): Generator<EntityState> {
    for (const entity of this.#slots.keys()) {
      const state = this.state(entity)
      if (state) yield state
    }
  }

  state(entity: string): EntityState | undefined {
    const slot = this.#slots.get(entity)
    const state = slot?.text == null ? undefined : readState(slot.text)
    return slot && state && { entity, version: slot.version, at: slot.at, state: state.value }
  }

  dispose(): void {
    this.#worker?.terminate()
    this.#worker = undefined
  }

  async #fold(all: readonly FoldedEvent[]): Promise<void> {
    let events = all
    const skip: number[] = []
    const ended: (readonly [number, Remark])[] = []
    for (;;) {
      const items = events.map(itemOf)
      const worker = await this.#ready()
      const states = this.#missingStates(items)
      this.#steps.fill(-1, 0, 1)
      worker.send({ items, skip, states })
      const outcome = await this.#outcome(worker)
      if (outcome.kind === 'folded') {
        this.#take(events, outcome, ended)
        return
      }
      this.dispose()
      const culprit = this.#steps[0] as number
      // An end before the first event is no event's doing.
      if (culprit < 0 || skip.includes(culprit)) throw new ModuleError(`The worker that folds ended: ${outcome.message}`)
      // At the start of a batch the row of the one before goes on.
      this.#inRow = culprit === 0 || skip.includes(culprit - 1) ? this.#inRow + 1 : 1
      skip.push(culprit)
      this.#hasEnded = this.#inRow >= mostInRow
      const message = this.#hasEnded ? `${outcome.message} It is the tenth in a row: folding ended here.` : outcome.message
      ended.push([culprit, { kind: 'fold-threw', message }])
      if (!this.#hasEnded) continue
      // Once more, for what comes before.
      events = events.slice(0, culprit + 1)
      this.#waiting = []
    }
  }

  #take(
    events: readonly FoldedEvent[],
    { remarks, states }: Extract<FoldAnswer, { kind: 'folded' }>,
    ended: readonly (readonly [number, Remark])[],
  ): void {
    if (!ended.some(([index]) => index === events.length - 1)) this.#inRow = 0
    for (const event of events) {
      const slot = this.#slot(event.entity)
      slot.version++
      slot.at = event.time?.text ?? null
    }
    for (const [entity, text] of states) this.#slot(entity).text = text
    for (const [index, remark] of [...remarks, ...ended].sort(([a], [b]) => a - b))
      this.#onRemark((events[index] as FoldedEvent).place, remark)
  }

  #slot(entity: string): Slot {
    let slot = this.#slots.get(entity)
    if (!slot) this.#slots.set(entity, (slot = { version: 0, at: null, text: null }))
    return slot
  }

  #missingStates(items: readonly FoldItem[]): (readonly [string, string | null])[] {
    const states: (readonly [string, string | null])[] = []
    for (const { entity } of items) {
      if (this.#sent.has(entity)) continue
      this.#sent.add(entity)
      const slot = this.#slots.get(entity)
      if (slot) states.push([entity, slot.text])
    }
    return states
  }

  async #ready(): Promise<FoldWorker> {
    if (this.#worker) return this.#worker
    this.#sent = new Set()
    const worker = this.#start({ module: this.#module, progress: this.#progress })
    const failure = await new Promise<ModuleError | undefined>((resolve) => {
      const timer = setTimeout(() => resolve(new ModuleError('It does not end loading.')), loadLimit)
      const settle = (error: ModuleError | undefined) => {
        clearTimeout(timer)
        resolve(error)
      }
      worker.onExit((_, message) => settle(new ModuleError(message)))
      worker.onAnswer((answer) => settle(answer.kind === 'failed' ? new ModuleError(answer.message, answer.line) : undefined))
    })
    if (failure) {
      worker.terminate()
      throw failure
    }
    this.#worker = worker
    return worker
  }

  /** What becomes of the batch: its answer, or why the worker was ended. */
  #outcome(worker: FoldWorker): Promise<Extract<FoldAnswer, { kind: 'folded' }> | { kind: 'ended'; message: string }> {
    return new Promise((resolve) => {
      const tick = this.#limit / 10
      let seen = this.#steps[1]
      let idle = 0
      let before = performance.now()
      const timer = setInterval(() => {
        const now = performance.now()
        // A pause of this thread is no fault of the worker's.
        idle = this.#steps[1] === seen ? idle + Math.min(now - before, 2 * tick) : 0
        before = now
        seen = this.#steps[1]
        if (idle >= this.#limit)
          settle({ kind: 'ended', message: `Its handler took longer than the limit of ${this.#limit / 1000} s and was ended.` })
      }, tick)
      const settle = (outcome: Extract<FoldAnswer, { kind: 'folded' }> | { kind: 'ended'; message: string }) => {
        clearInterval(timer)
        resolve(outcome)
      }
      worker.onAnswer((answer) => {
        if (answer.kind === 'folded') settle(answer)
      })
      worker.onExit((reason, message) =>
        settle({ kind: 'ended', message: reason === 'memory' ? 'Its handler took more memory than there is, and was ended.' : message }),
      )
    })
  }
}

function itemOf({ entity, message, messageKey, payload, headers, key, place, partition, time }: FoldedEvent): FoldItem {
  const event = { position: place.position, partition, time: time?.text, key, headers, type: message, entity }
  return { entity, message, messageKey, text: message === undefined ? 'null' : writeJson([payload, event]) }
}
