import { type Cancellation, Cancelled } from '../../shared/border.ts'

/** How long something may go on before others are let in, in milliseconds. */
const sliceMs = 8

/** Lets others in when work has gone on for a while. */
export class Slices {
  readonly #signal: Cancellation | undefined
  #start = performance.now()

  /** @param signal looked at after each pause. */
  constructor(signal?: Cancellation) {
    this.#signal = signal
  }

  get isOver(): boolean {
    return performance.now() - this.#start > sliceMs
  }

  /** To be called between pieces of work that each take little. Rejects with {@link Cancelled} where nobody wants the work any more. */
  async pause(): Promise<void> {
    if (this.#signal?.aborted) throw new Cancelled()
    if (!this.isOver) return
    await turn()
    this.#start = performance.now()
    if (this.#signal?.aborted) throw new Cancelled()
  }
}

/** The next turn of the host's loop: messages that came in meanwhile are seen first. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve)
    else setTimeout(resolve, 0)
  })
}
