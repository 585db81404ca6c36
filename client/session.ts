import { CrashLog } from './crashes.ts'

/** A language server that was not started yet. It lives once: after `stop`, or after it ended by itself, another one is made. */
export interface Server {
  /** Resolves when it answers; rejects where it cannot be started. */
  start(): Promise<void>
  /** Ends it, whatever state it is in. Never rejects. */
  stop(): Promise<void>
}

export type SessionState = 'starting' | 'running' | 'restarting' | 'crashed' | 'stopped'

export interface SessionParts {
  /** Makes a server; `ended` is called where it ends by itself after it was started. */
  readonly launch: (ended: () => void) => Server
  /** Milliseconds. */
  readonly now: () => number
  readonly changed: (state: SessionState) => void
}

/**
 * One server at a time. A server that ends by itself, or cannot be started, is replaced by another one, until there were too many crashes.
 * Nothing is lost with it: the client sends all open documents to the new one.
 */
export class Session {
  readonly #parts: SessionParts
  readonly #crashes = new CrashLog()
  #server: Server | undefined
  /** What was asked for is done one after the other. */
  #queue: Promise<void> = Promise.resolve()

  constructor(parts: SessionParts) {
    this.#parts = parts
  }

  start(): Promise<void> {
    return this.#next(() => this.#launch('starting'))
  }

  /** Ends the server and starts another one; the way back after too many crashes, too. */
  restart(): Promise<void> {
    return this.#next(async () => {
      this.#crashes.forget()
      await this.#end()
      this.#launch('restarting')
    })
  }

  stop(): Promise<void> {
    return this.#next(async () => {
      await this.#end()
      this.#parts.changed('stopped')
    })
  }

  #next(step: () => void | Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step)
    return this.#queue
  }

  /** Does not wait for the server: one that never answers can still be ended. */
  #launch(state: 'starting' | 'restarting'): void {
    this.#parts.changed(state)
    const crashed = () => void this.#next(() => this.#crashed(server))
    const server = this.#parts.launch(crashed)
    this.#server = server
    server.start().then(() => {
      if (server === this.#server) this.#parts.changed('running')
    }, crashed)
  }

  /** A server that was replaced or ended in the meantime has nothing more to say. */
  async #crashed(server: Server): Promise<void> {
    if (server !== this.#server) return
    await this.#end()
    if (this.#crashes.crashed(this.#parts.now()) === 'restart') this.#launch('restarting')
    else this.#parts.changed('crashed')
  }

  async #end(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    await server?.stop()
  }
}
