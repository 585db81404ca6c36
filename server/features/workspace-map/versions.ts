interface Known {
  readonly part: object
  /** What it was as JSON. */
  readonly text: string
  readonly version: number
}

/** Which version of the whole each of its parts is of, so that an answer carries only what is newer than what the asker has. */
export class Versions {
  #version = 0
  #known = new Map<string, Known>()
  readonly #gone = new Map<string, number>()

  /** Takes note of all parts as they are now. `changed` and `gone` hold ids; both are of all that happened after `since`. */
  take(
    parts: readonly { readonly id: string }[],
    since: number | undefined,
  ): { readonly version: number; readonly whole: boolean; readonly changed: ReadonlySet<string>; readonly gone: readonly string[] } {
    const next = this.#version + 1
    const known = new Map<string, Known>()
    for (const part of parts) {
      const before = this.#known.get(part.id)
      const text = before?.part === part ? before.text : JSON.stringify(part)
      const isSame = before?.text === text
      known.set(part.id, { part, text, version: isSame ? before.version : next })
      if (!isSame) this.#version = next
      this.#gone.delete(part.id)
    }
    for (const id of this.#known.keys()) {
      if (known.has(id)) continue
      this.#gone.set(id, next)
      this.#version = next
    }
    this.#known = known
    // A number from the future is another server's.
    const whole = since === undefined || since > this.#version
    const isNewer = (version: number) => whole || version > since
    return {
      version: this.#version,
      whole,
      changed: new Set([...known].flatMap(([id, { version }]) => (isNewer(version) ? [id] : []))),
      gone: whole ? [] : [...this.#gone].flatMap(([id, version]) => (isNewer(version) ? [id] : [])),
    }
  }
}
