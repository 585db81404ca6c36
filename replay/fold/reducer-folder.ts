import type { Remark } from '../audit/finding.ts'
import { writeJson } from '../json/write.ts'
import { FoldHost, usualLimit } from './fold-host.ts'
import type { EntityState, FoldedEvent, Folder, FoldRemark } from './folder.ts'
import type { ModuleSource } from './module.ts'
import type { FoldedBatch, FoldItem, StartFoldWorker } from './protocol.ts'
import { readState } from './state-text.ts'

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
  readonly #host: FoldHost
  readonly #onRemark: FoldRemark
  readonly #slots = new Map<string, Slot>()
  #waiting: FoldedEvent[] = []
  /** Entities whose state the worker has. */
  #sent = new Set<string>()
  #inRow = 0
  #hasEnded = false

  constructor(module: ModuleSource, start: StartFoldWorker, onRemark: FoldRemark, states: Iterable<EntityState> = [], limit = usualLimit) {
    this.#host = new FoldHost(module, start, limit)
    this.#onRemark = onRemark
    for (const { entity, version, at, state } of states) this.#slots.set(entity, { version, at, text: writeJson(state) })
  }

  /** Loads the module; rejects with a {@link ModuleError} where it cannot be used. */
  async load(): Promise<void> {
    await this.#host.load()
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
    this.#host.dispose()
  }

  async #fold(all: readonly FoldedEvent[]): Promise<void> {
    let events = all
    const skip: number[] = []
    const ended: (readonly [number, Remark])[] = []
    for (;;) {
      const items = events.map(itemOf)
      if (this.#host.isNew) this.#sent = new Set()
      const outcome = await this.#host.run({ items, skip, states: this.#missingStates(items) })
      if (outcome.kind === 'folded') {
        this.#take(events, outcome, ended)
        return
      }
      const { culprit } = outcome
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

  #take(events: readonly FoldedEvent[], { remarks, states }: FoldedBatch, ended: readonly (readonly [number, Remark])[]): void {
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
}

/** What the worker is told of an event. */
export function itemOf({ entity, message, messageKey, payload, headers, key, place, partition, time }: FoldedEvent): FoldItem {
  const event = { position: place.position, partition, time: time?.text, key, headers, type: message, entity }
  return { entity, message, messageKey, text: message === undefined ? 'null' : writeJson([payload, event]) }
}
