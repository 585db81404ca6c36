/**
 * How long a stretch of text the parser packs so that it has no tree of its own, in characters. Shorter costs time and memory, longer makes an edit
 * build more again.
 */
export const BUFFER_LENGTH = 1024

/**
 * What was built of short stretches of the text, by their text: the parser builds them again with all that surrounds them, so its trees do
 * not tell that they stayed as they were. Equal stretches are one object.
 */
export class Small<Built> {
  readonly #before: ReadonlyMap<string, Built>
  readonly #now = new Map<string, Built>()

  constructor(before?: Small<Built>) {
    this.#before = before ? before.#now : new Map()
  }

  get(text: string, build: () => Built): Built {
    const built = this.#now.get(text) ?? this.#before.get(text) ?? build()
    this.#now.set(text, built)
    return built
  }
}
