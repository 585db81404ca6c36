import type { Cursor } from '../workspace/cursor.ts'

/** The entries of the map at a place, a `$ref` to it followed; empty where there is none or it cannot be read. */
export function entries(place: Cursor): Cursor[] {
  const target = place.target
  return target?.isMapping ? target.children : []
}

/** The items of the list at a place, a `$ref` to it followed. */
export function items(place: Cursor): Cursor[] {
  const target = place.target
  return target?.isSequence ? target.children : []
}

/** Whether something stands there that cannot be read: a `$ref` that leads nowhere, or a tree that broke off. */
export function isUnreadable(place: Cursor): boolean {
  if (!place.exists) return false
  const target = place.target
  return !target || target.kind === 'unknown'
}

/** The entries of a 2.x `message`: the items of its `oneOf`, itself otherwise. */
export function messageEntries(message: Cursor): Cursor[] {
  if (!message.exists) return []
  const target = message.target
  const list = target?.at('oneOf')
  return list && (list.isSequence || isUnreadable(list)) ? items(list) : [message]
}

/** One object for each place, made when it is first asked for. */
export class ByPlace<T> {
  readonly #made = new WeakMap<Cursor, T>()
  readonly #make: (place: Cursor) => T

  constructor(make: (place: Cursor) => T) {
    this.#make = make
  }

  of(place: Cursor): T {
    let made = this.#made.get(place)
    if (made === undefined) {
      made = this.#make(place)
      this.#made.set(place, made)
    }
    return made
  }
}
