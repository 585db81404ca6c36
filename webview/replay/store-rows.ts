import type { Row } from '../../shared/replay-protocol.ts'
import type { Replay } from './store.ts'

const pageSize = 64
/** Pages of rows that are kept. */
const mostPages = 60

/** The rows of the list as filtered, asked for by pages as they come into sight. What is stale is shown until its successor is there. */
export class Rows {
  readonly #replay: Replay
  readonly #changed: () => void
  readonly #pages = new Map<number, { rows: readonly Row[]; version: number }>()
  readonly #asked = new Map<number, number>()
  #numbering = ''

  constructor(replay: Replay, changed: () => void) {
    this.#replay = replay
    this.#changed = changed
  }

  /** The row of a number; `undefined` until it is known. Asks for what is not, or may be another now. */
  row(number: number): Row | undefined {
    const { version, numbering, filter, entity } = this.#replay.state
    const key = JSON.stringify([numbering, filter, entity])
    if (key !== this.#numbering) {
      this.#numbering = key
      this.#pages.clear()
      this.#asked.clear()
    }
    const page = Math.floor(number / pageSize)
    const known = this.#pages.get(page)
    if (known?.version !== version && this.#asked.get(page) !== version) void this.#ask(page, version, key)
    return known?.rows[number % pageSize]
  }

  async #ask(page: number, version: number, key: string): Promise<void> {
    this.#asked.set(page, version)
    try {
      const rows = await this.#replay.engine.ask('rows', { from: page * pageSize, count: pageSize })
      if (key !== this.#numbering) return
      this.#pages.delete(page)
      this.#pages.set(page, { rows, version })
      const [oldest] = this.#pages.keys()
      if (this.#pages.size > mostPages && oldest !== undefined) this.#pages.delete(oldest)
      this.#changed()
    } catch {
      // The next version asks again.
    } finally {
      if (this.#asked.get(page) === version && !this.#pages.has(page)) this.#asked.delete(page)
    }
  }
}
