import type { Connection } from 'vscode-languageserver'
import { type ServerStatus, status } from '../shared/protocol.ts'

/** So long, in milliseconds, what the server does has to last before it is told: a keystroke's check is over sooner. */
const pause = 100

/** Tells the client what the server is doing, never the same twice, and not each step of a keystroke. */
export class StatusReport {
  readonly #connection: Connection
  readonly #read: () => ServerStatus
  #told = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(connection: Connection, read: () => ServerStatus) {
    this.#connection = connection
    this.#read = read
  }

  /** Something may have changed. */
  touch(): void {
    this.#timer ??= setTimeout(() => this.#tell(), pause)
  }

  dispose(): void {
    clearTimeout(this.#timer)
  }

  #tell(): void {
    this.#timer = undefined
    const now = this.#read()
    const text = JSON.stringify(now)
    if (text === this.#told) return
    this.#told = text
    void this.#connection.sendNotification(status.method, now)
  }
}
