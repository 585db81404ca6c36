import { FoldHost } from './fold-host.ts'
import type { FoldedEvent } from './folder.ts'
import type { ModuleSource } from './module.ts'
import type { StartFoldWorker } from './protocol.ts'
import { itemOf } from './reducer-folder.ts'

/** Folds stretches of one entity's events with a reducer, and tells the state after each; what it is asked comes one after the other. */
export class Tracer {
  readonly #host: FoldHost
  #last: Promise<unknown> = Promise.resolve()

  constructor(module: ModuleSource, start: StartFoldWorker, limit?: number) {
    this.#host = new FoldHost(module, start, limit)
  }

  /**
   * The states after each event, as `stateText` writes them; `null` where the entity has none.
   * @param state the one before the first; `undefined` where the entity begins there.
   */
  trace(state: string | null | undefined, events: readonly FoldedEvent[]): Promise<readonly (string | null)[]> {
    const traced = this.#last.then(() => this.#trace(state, events))
    this.#last = traced.catch(() => undefined)
    return traced
  }

  /** Starts its worker before it is needed. */
  warm(): void {
    this.#last = this.#last.then(() => this.#host.load()).catch(() => undefined)
  }

  dispose(): void {
    this.#host.dispose()
  }

  async #trace(state: string | null | undefined, events: readonly FoldedEvent[]): Promise<readonly (string | null)[]> {
    const items = events.map(itemOf)
    const skip: number[] = []
    for (;;) {
      const outcome = await this.#host.run({ items, skip, states: [], trace: { state } })
      if (outcome.kind === 'folded') return outcome.trace ?? []
      skip.push(outcome.culprit)
    }
  }
}
