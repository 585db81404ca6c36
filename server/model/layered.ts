import { sameList } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'

/**
 * One value that is written in several places, as a message and its traits are: the strongest first, merged as JSON Merge Patch (RFC 7396)
 * merges them. It reads no more than is asked for and can always tell where a thing really stands. A `$ref` in any of the places is followed.
 */
export class Layered {
  readonly #layers: readonly Cursor[]
  /** The layers with their `$ref`s followed. */
  readonly #targets: readonly Cursor[]
  /** Whether every place could be read: no `$ref` led nowhere, no trait is missing. If not, what is absent here may still be there. */
  readonly complete: boolean

  private constructor(layers: readonly Cursor[], targets: readonly Cursor[], complete: boolean) {
    this.#layers = layers
    this.#targets = targets
    this.complete = complete
  }

  /** Of these places, strongest first, those where something stands. What stands above a mapping without being one hides it. */
  static of(places: Iterable<Cursor>, complete = true): Layered {
    const layers: Cursor[] = []
    const targets: Cursor[] = []
    let whole = complete
    for (const place of places) {
      if (!place.exists) continue
      const target = place.target
      if (!target || target.kind === 'unknown') {
        whole = false
        continue
      }
      if (layers.length > 0 && !target.isMapping) break
      layers.push(place)
      targets.push(target)
      if (!target.isMapping) break
    }
    return new Layered(layers, targets, whole)
  }

  static readonly nothing: Layered = new Layered([], [], true)
  /** Nothing that could be read. */
  static readonly unknown: Layered = new Layered([], [], false)

  /** Whether two read the same places. */
  static same(a: Layered, b: Layered): boolean {
    return a === b || (a.complete === b.complete && sameList(a.#layers, b.#layers) && sameList(a.#targets, b.#targets))
  }

  /** Where the value is written that counts, a `$ref` not followed; `undefined` where none is. */
  get entry(): Cursor | undefined {
    return this.#layers[0]
  }

  /** The same with its `$ref` followed. */
  get cursor(): Cursor | undefined {
    return this.#targets[0]
  }

  get exists(): boolean {
    return this.#layers.length > 0
  }

  /** All places with their `$ref`s followed, strongest first. */
  get cursors(): readonly Cursor[] {
    return this.#targets
  }

  /** Whether something is written under a key, be it a `$ref` that leads nowhere. */
  has(key: string): boolean {
    for (const target of this.#targets) if (target.has(key)) return true
    return false
  }

  hasAny(keys: readonly string[]): boolean {
    for (const key of keys) if (this.has(key)) return true
    return false
  }

  at(...path: readonly string[]): Layered {
    let here: Layered = this
    for (const key of path) here = here.#part(key)
    return here
  }

  #part(key: string): Layered {
    const [only, another] = this.#targets
    if (only && !another) return only.has(key) ? Layered.#one(only.at(key), this.complete) : Layered.#absent(this.complete)
    const places: Cursor[] = []
    for (const target of this.#targets) if (target.has(key)) places.push(target.at(key))
    return places.length === 0 ? Layered.#absent(this.complete) : Layered.of(places, this.complete)
  }

  static #one(place: Cursor, complete: boolean): Layered {
    const { target } = place
    if (!target || target.kind === 'unknown') return Layered.unknown
    const layers = [place]
    return new Layered(layers, target === place ? layers : [target], complete)
  }

  static #absent(complete: boolean): Layered {
    return complete ? Layered.nothing : Layered.unknown
  }

  /** The keys of all layers, each once; of a list its indices. */
  get keys(): readonly string[] {
    const cursors = this.cursors
    return cursors.length === 1 ? (cursors[0]?.keys ?? []) : [...new Set(cursors.flatMap((cursor) => cursor.keys))]
  }

  /** The entries of a list, or of the mapping that results. */
  get children(): Layered[] {
    return this.keys.map((key) => this.at(key))
  }

  get isMapping(): boolean {
    return this.cursor?.isMapping ?? false
  }

  get isSequence(): boolean {
    return this.cursor?.isSequence ?? false
  }

  get text(): string | undefined {
    return this.cursor?.text
  }

  /** The scalar here; `undefined` where nothing or something else stands. */
  get scalar(): string | number | boolean | null | undefined {
    const node = this.cursor?.node
    return node?.kind === 'scalar' ? node.value : undefined
  }

  /** The whole as plain data, not to be changed: `$ref`s within it stay. `undefined` where nothing stands. */
  get value(): unknown {
    const cursors = this.cursors
    if (cursors.length < 2) return cursors[0]?.value
    return Object.fromEntries(this.keys.map((key) => [key, this.at(key).value]))
  }
}
