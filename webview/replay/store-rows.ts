import type { Row } from '../../shared/replay-protocol.ts'
import type { Replay } from './store.ts'

const pageSize = 64
/** Pages of rows that are kept. */
const mostPages = 60

/** The rows of the list as filtered, asked for by pages as they come into sight. What is stale is shown until its successor is there. */
export class Rows {
  readonly #replay: Replay
  readonly #changed: () => void
  readonly #pages = new Map<number, { rows: readonly Row[]; listing: string }>()
  readonly #asked = new Map<number, string>()
  #numbering = ''

  constructor(replay: Replay, changed: () => void) {
    this.#replay = replay
    this.#changed = changed
  }

  /** The row of a number; `undefined` until it is known. Asks for what is not, or may be another now. */
  row(number: number): Row | undefined {
    const { version, listing: filterings, numbering, filter, entity } = this.#replay.state
    const listing = `${version} ${filterings}`
    const key = JSON.stringify([numbering, filter, entity])
    if (key !== this.#numbering) {
      this.#numbering = key
      this.#pages.clear()
      this.#asked.clear()
    }
    const page = Math.floor(number / pageSize)
    const known = this.#pages.get(page)
    if (known?.listing !== listing && this.#asked.get(page) !== listing) void this.#ask(page, listing, key)
    return known?.rows[number % pageSize]
  }

  async #ask(page: number, listing: string, key: string): Promise<void> {
    this.#asked.set(page, listing)
    try {
      const rows = await this.#replay.engine.ask('rows', { from: page * pageSize, count: pageSize })
      if (key !== this.#numbering) return
      this.#pages.delete(page)
      this.#pages.set(page, { rows, listing })
      const [oldest] = this.#pages.keys()
      if (this.#pages.size > mostPages && oldest !== undefined) this.#pages.delete(oldest)
      this.#changed()
    } catch {
      // The next version asks again.
    } finally {
      if (this.#asked.get(page) === listing && !this.#pages.has(page)) this.#asked.delete(page)
    }
  }
}
