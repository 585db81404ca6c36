import { Cancelled, type Crossing, type Port } from '../../shared/border.ts'

/** The engine's worker, as the two hosts start it. */
export interface EngineWorker {
  send(crossing: Crossing, transfer?: readonly ArrayBuffer[]): void
  onCrossing(listener: (crossing: Crossing) => void): void
  /** Called once, where it ends by itself; `why` is for the log. */
  onExit(listener: (why: string) => void): void
  terminate(): void
}

export type StartEngine = () => Promise<EngineWorker>

/**
 * One worker that two ask: the page, whose crossings pass unread, and the host. The host's requests have ids below zero, so that each answer finds
 * its way.
 */
export class EngineRelay {
  readonly #worker: EngineWorker
  readonly #waiting = new Set<number>()
  #toPage: (crossing: Crossing) => void = () => undefined
  #toHost: (crossing: Crossing) => void = () => undefined
  /** Of the page, until the recording is open. */
  #held: Crossing[] | undefined = []
  #problem: string | undefined

  constructor(worker: EngineWorker) {
    this.#worker = worker
    worker.onCrossing((crossing) => {
      if (crossing.type === 'event') {
        this.#toHost(crossing)
        this.#toPage(crossing)
      } else if ('id' in crossing && crossing.id < 0) this.#toHost({ ...crossing, id: -crossing.id })
      else if ('id' in crossing) {
        this.#waiting.delete(crossing.id)
        this.#toPage(crossing)
      }
    })
  }

  /** The host's own end. */
  get port(): Port {
    return {
      send: (crossing, transfer) => this.#worker.send('id' in crossing ? { ...crossing, id: -crossing.id } : crossing, transfer),
      onCrossing: (listener) => {
        this.#toHost = listener
      },
    }
  }

  onPage(listener: (crossing: Crossing) => void): void {
    this.#toPage = listener
  }

  fromPage(crossing: Crossing): void {
    if (this.#problem !== undefined) this.#refuse(crossing, this.#problem)
    else if (this.#held) this.#held.push(crossing)
    else {
      if (crossing.type === 'request') this.#waiting.add(crossing.id)
      this.#worker.send(crossing)
    }
  }

  /** The recording is open: what the page has asked so far is asked now. */
  open(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const crossing of held) this.fromPage(crossing)
  }

  /** Nobody will answer any more: not what was asked, nor what will be. */
  fail(problem: string): void {
    this.#problem = problem
    for (const crossing of this.#held ?? []) this.#refuse(crossing, problem)
    this.#held = undefined
    for (const id of this.#waiting) this.#toPage({ type: 'error', id, message: problem })
    this.#waiting.clear()
  }

  #refuse(crossing: Crossing, message: string): void {
    if (crossing.type === 'request') this.#toPage({ type: 'error', id: crossing.id, message })
  }
}

/** What a failed question says to a person; `undefined` where nobody waits for the answer any more. */
export function sentenceOf(error: unknown): string | undefined {
  if (error instanceof Cancelled) return undefined
  return error instanceof Error ? error.message : String(error)
}
