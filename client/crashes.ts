/** So many crashes within `crashWindow` and the server is not started again by itself. */
export const crashLimit = 5
/** Milliseconds. */
export const crashWindow = 3 * 60_000

/** Remembers when the server crashed, to tell bad luck from a server that cannot live. */
export class CrashLog {
  #times: number[] = []

  /** Notes a crash; `now` in milliseconds. */
  crashed(now: number): 'restart' | 'stop' {
    this.#times = [...this.#times.filter((time) => now - time < crashWindow), now]
    return this.#times.length < crashLimit ? 'restart' : 'stop'
  }

  /** A person asked for a new start, so the old crashes count no more. */
  forget(): void {
    this.#times = []
  }
}
