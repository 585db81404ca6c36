import type { Gap, Graph } from '../../../shared/document-protocol.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { referenceSites } from '../../workspace/outgoing.ts'
import type { Reference } from '../../workspace/references.ts'

/** A value with its references opened, and those that lead nowhere. */
export interface Bundle {
  readonly graph: Graph
  readonly gaps: readonly Omit<Gap, 'line'>[]
}

/**
 * The value at `root` with every `$ref` opened, in its own and in other files as the workspace sees them. Each place is written once, however
 * often it is referred to, so that sharing and recursion cost nothing. What cannot be reached says so in its `description`. Yields between
 * its parts, for whoever wants to give the loop back.
 */
export function* bundle(root: Cursor): Generator<void, Bundle> {
  const bundler = new Bundler()
  yield* bundler.open(root)
  return { graph: bundler.graph, gaps: bundler.gaps }
}

type Bag = Record<string, unknown>

class Bundler {
  readonly graph: unknown[] = []
  readonly gaps: Omit<Gap, 'line'>[] = []
  readonly #ids = new Map<Cursor, number>()
  readonly #waiting: [cursor: Cursor, id: number][] = [];

  *open(root: Cursor): Generator<void> {
    this.#value(root)
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) yield* this.#fill(...next)
  }

  /** The scalar at a place, or where in the graph its mapping or sequence is. */
  #value(cursor: Cursor): unknown {
    const { node } = cursor
    if (node?.kind !== 'mapping' && node?.kind !== 'sequence') return cursor.value ?? null
    const known = this.#ids.get(cursor)
    if (known !== undefined) return [known]
    const sites = referenceSites(node)
    const target = sites.here ? cursor.target : cursor
    if (!target) return this.#gap(cursor)
    if (target !== cursor) {
      const value = this.#value(target)
      if (Array.isArray(value)) this.#ids.set(cursor, value[0])
      return value
    }
    if (sites.children.length === 0) return this.#data(cursor)
    const id = this.graph.push(undefined) - 1
    this.#ids.set(cursor, id)
    this.#waiting.push([cursor, id])
    return [id]
  }

  *#fill(cursor: Cursor, id: number): Generator<void> {
    const withReferences = new Set(referenceSites(cursor.node).children.map(([key]) => key))
    const values: unknown[] = []
    for (const key of cursor.keys) {
      const child = cursor.at(key)
      values.push(withReferences.has(key) ? this.#value(child) : this.#data(child))
      yield
    }
    this.graph[id] = cursor.isSequence ? values : bagOf(cursor.keys.map((key, index) => [key, values[index]]))
  }

  /** What stands at a place where nothing is a reference. */
  #data(cursor: Cursor): unknown {
    const known = this.#ids.get(cursor)
    if (known !== undefined) return [known]
    const value = this.#plain(cursor.value)
    if (Array.isArray(value)) this.#ids.set(cursor, value[0])
    return value
  }

  /** Data in which nothing is a reference. Equal parts are not shared: whoever reads the graph may mark one of them. */
  #plain(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value ?? null
    const id = this.graph.push(undefined) - 1
    const inner = (part: unknown) => this.#plain(part)
    this.graph[id] = Array.isArray(value) ? value.map(inner) : bagOf(Object.entries(value).map(([key, part]) => [key, inner(part)]))
    return [id]
  }

  #gap(cursor: Cursor): unknown {
    const { reference, place } = cursor
    const text = String(cursor.at('$ref').value)
    this.gaps.push({ message: `\`${text}\`: ${why(reference)}`, place })
    const id = this.graph.push({ description: `**\`${text.replaceAll('`', "'")}\`**: ${why(reference)}` }) - 1
    this.#ids.set(cursor, id)
    return [id]
  }
}

function why(reference: Reference | undefined): string {
  switch (reference?.kind) {
    case 'forbidden':
      return reference.why === 'remote' ? 'not read, for it lies on the network.' : 'not read, for it lies outside the workspace.'
    case 'no-file':
      return 'there is no such file.'
    case 'no-pointer':
      return `there is no “${reference.missing}” there.`
    case 'no-base':
      return 'a document without a folder has no relative paths.'
    case 'malformed':
      return 'this is no reference.'
    case 'pending':
      return 'not read yet.'
    default:
      return 'it leads in a circle.'
  }
}

function bagOf(entries: readonly (readonly [string, unknown])[]): Bag {
  // An assignment to `__proto__` would set the prototype, a definition does not.
  return Object.fromEntries(entries)
}
