import type { ParserAnswer, ParserFinding, ParserRequest, StartWorker, StrictFinding, WorkerHandle } from './protocol.ts'

export interface RunnerOptions {
  /** How long one document may take, in milliseconds. */
  readonly limit?: number
  /** How long an idle worker is kept warm, in milliseconds. */
  readonly idle?: number
  /** Whether only `yaml` is asked, not @asyncapi/parser. */
  readonly strictOnly?: boolean
}

/**
 * What came of a run. `strict` is what `yaml` said before the parser was stopped; empty where it did not come that far. `failed`: the
 * worker or the parser fell over, which says nothing about the document. `cancelled`: given up by `cancel`, or for a newer request.
 */
export type ParserResult =
  | { readonly kind: 'findings'; readonly findings: readonly ParserFinding[]; readonly strict: readonly StrictFinding[] }
  | { readonly kind: 'stopped'; readonly stopped: 'time' | 'memory'; readonly strict: readonly StrictFinding[] }
  | { readonly kind: 'failed'; readonly message: string; readonly strict: readonly StrictFinding[] }
  | { readonly kind: 'cancelled' }

/**
 * Runs the parser over one document after the other in a worker that may be ended at any time: it blocks its thread, and nested
 * references can keep it busy for ever. The worker is started when it is needed, kept warm, and ended when nobody has asked for long.
 */
export class ParserRunner {
  private readonly startWorker: StartWorker
  private readonly limit: number
  private readonly idle: number
  private readonly strictOnly: boolean
  private readonly waiting = new Map<string, Job>()
  private running: Job | undefined
  private worker: WorkerHandle | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private lastId = 0

  constructor(startWorker: StartWorker, { limit = 10_000, idle = 60_000, strictOnly = false }: RunnerOptions = {}) {
    this.startWorker = startWorker
    this.limit = limit
    this.idle = idle
    this.strictOnly = strictOnly
  }

  /** Never rejects. A request that waits gives way to a newer one for the same document; one that runs does not. */
  run(uri: string, texts: Readonly<Record<string, string>>): Promise<ParserResult> {
    this.waiting.get(uri)?.done({ kind: 'cancelled' })
    return new Promise((done) => {
      this.waiting.set(uri, { request: { id: ++this.lastId, uri, texts, strictOnly: this.strictOnly }, strict: [], done })
      this.next()
    })
  }

  /** Gives the document up, whether it waits or runs. */
  cancel(uri: string): void {
    const job = this.waiting.get(uri)
    this.waiting.delete(uri)
    job?.done({ kind: 'cancelled' })
    if (this.running?.request.uri === uri) this.stop({ kind: 'cancelled' })
  }

  /** Gives everything up and ends the worker; a later `run` starts another. */
  dispose(): void {
    for (const uri of [...this.waiting.keys()]) this.cancel(uri)
    if (this.running) this.cancel(this.running.request.uri)
    this.endWorker()
  }

  private next(): void {
    if (this.running) return
    const [entry] = this.waiting
    if (!entry) {
      this.after(this.idle, () => this.endWorker())
      return
    }
    const [uri, job] = entry
    this.waiting.delete(uri)
    this.running = job
    this.after(this.limit, () => this.outOfTime())
    try {
      this.worker ??= this.started()
      this.worker.postMessage(job.request)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      // In a turn of its own: a host that can start no worker fails every document that waits, one after the other.
      queueMicrotask(() => job === this.running && this.stop({ kind: 'failed', message, strict: [] }))
    }
  }

  private started(): WorkerHandle {
    const worker = this.startWorker()
    worker.onMessage((message) => {
      if (worker === this.worker) this.receive(message as ParserAnswer)
    })
    worker.onExit(({ reason, message }) => {
      if (worker !== this.worker) return
      const strict = this.running?.strict ?? []
      this.stop(reason === 'memory' ? { kind: 'stopped', stopped: 'memory', strict } : { kind: 'failed', message, strict })
    })
    return worker
  }

  private receive(answer: ParserAnswer): void {
    // Loading the bundle is not the document's time.
    const job = this.running
    if (!job || (answer.type !== 'ready' && answer.id !== job.request.id)) return
    if (answer.type === 'ready') this.after(this.limit, () => this.outOfTime())
    else if (answer.type === 'strict') job.strict = answer.strict
    else if (answer.type === 'findings') this.finish({ kind: 'findings', findings: answer.findings, strict: job.strict })
    else this.finish({ kind: 'failed', message: answer.message, strict: job.strict })
  }

  private outOfTime(): void {
    this.stop({ kind: 'stopped', stopped: 'time', strict: this.running?.strict ?? [] })
  }

  private stop(result: ParserResult): void {
    this.endWorker()
    this.finish(result)
  }

  private finish(result: ParserResult): void {
    const job = this.running
    this.running = undefined
    job?.done(result)
    this.next()
  }

  private endWorker(): void {
    clearTimeout(this.timer)
    this.worker?.terminate()
    this.worker = undefined
  }

  private after(milliseconds: number, action: () => void): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(action, milliseconds)
    // Only Node's timers have it: a worker that is merely kept warm must not keep the process alive.
    if (!this.running) (this.timer as { unref?(): void }).unref?.()
  }
}

interface Job {
  readonly request: ParserRequest
  strict: readonly StrictFinding[]
  readonly done: (result: ParserResult) => void
}
