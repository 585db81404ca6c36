import { ModuleError, type ModuleSource } from './module.ts'
import type { FoldBatch, FoldedBatch, FoldWorker, StartFoldWorker } from './protocol.ts'

/** How long one event may take, in milliseconds. */
export const usualLimit = 1_000
/** How long the module itself may take to load. */
const loadLimit = 10_000

export interface Ended {
  readonly kind: 'ended'
  readonly message: string
  /** Index of the item that it was at. */
  readonly culprit: number
}

/** The worker in which a person's reducer runs: started when it is needed, ended when it hangs or is full. */
export class FoldHost {
  readonly #module: ModuleSource
  readonly #start: StartFoldWorker
  readonly #limit: number
  readonly #progress = typeof SharedArrayBuffer === 'undefined' ? undefined : new SharedArrayBuffer(8)
  readonly #steps = new Int32Array(this.#progress ?? new ArrayBuffer(8))
  #worker: FoldWorker | undefined

  constructor(module: ModuleSource, start: StartFoldWorker, limit = usualLimit) {
    this.#module = module
    this.#start = start
    this.#limit = limit
  }

  /** Whether the worker that will run next knows nothing yet. */
  get isNew(): boolean {
    return this.#worker === undefined
  }

  /** Loads the module; rejects with a {@link ModuleError} where it cannot be used. */
  async load(): Promise<FoldWorker> {
    if (this.#worker) return this.#worker
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

  /** What becomes of a batch: its answer, or why the worker was ended. One at a time. */
  async run(batch: FoldBatch): Promise<FoldedBatch | Ended> {
    const worker = await this.load()
    this.#steps.fill(-1, 0, 1)
    worker.send(batch)
    const outcome = await this.#outcome(worker)
    if (outcome.kind === 'folded') return outcome
    this.dispose()
    const culprit = this.#steps[0] as number
    // An end before the first event is no event's doing.
    if (culprit < 0 || batch.skip.includes(culprit)) throw new ModuleError(`The worker that folds ended: ${outcome.message}`)
    return { ...outcome, culprit }
  }

  dispose(): void {
    this.#worker?.terminate()
    this.#worker = undefined
  }

  #outcome(worker: FoldWorker): Promise<FoldedBatch | { kind: 'ended'; message: string }> {
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
      const settle = (outcome: FoldedBatch | { kind: 'ended'; message: string }) => {
        clearInterval(timer)
        resolve(outcome)
      }
      worker.onAnswer((answer) => {
        if (answer.kind === 'folded') settle(answer)
        else if (answer.kind === 'step') {
          this.#steps[0] = answer.index
          this.#steps[1] = (this.#steps[1] as number) + 1
        }
      })
      worker.onExit((reason, message) =>
        settle({ kind: 'ended', message: reason === 'memory' ? 'Its handler took more memory than there is, and was ended.' : message }),
      )
    })
  }
}
