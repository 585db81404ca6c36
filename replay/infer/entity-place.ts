import { entityId } from '../entity/entity.ts'
import { isObject } from '../json/object.ts'
import { comparable } from '../record/names.ts'
import type { EventRecord } from '../record/record.ts'

/** So many records are looked at, at most. */
const notEntities = /^(?:id|event|message|correlation|causation|trace|span|request|tenant|session)(?:id)?$/

interface Candidate {
  count: number
  readonly ids: Set<string>
  asKey: number
}

/**
 * The member of the payloads that says which entity an event is about: one that all have, whose values come again, the key of the records where
 * one repeats it; `undefined` where there is none.
 */
export class EntityPlace {
  #records = 0
  readonly #candidates = new Map<string, Candidate>()

  add({ payload, key }: EventRecord): void {
    this.#records++
    if (!isObject(payload)) return
    const keyId = entityId(key)
    for (const name of Object.keys(payload)) {
      if (!/id$|key$|number$|code$/i.test(name) || notEntities.test(comparable(name))) continue
      const id = entityId(payload[name])
      if (id === undefined) continue
      let one = this.#candidates.get(name)
      if (!one) this.#candidates.set(name, (one = { count: 0, ids: new Set(), asKey: 0 }))
      one.count++
      if (one.ids.size < 100_000) one.ids.add(id)
      if (keyId === id) one.asKey++
    }
  }

  get name(): string | undefined {
    const everywhere = [...this.#candidates].filter(([, { count }]) => count > this.#records * 0.9)
    const isKey = everywhere.find(([, { count, asKey }]) => asKey > count * 0.9)
    if (isKey) return isKey[0]
    // The one with the most entities is the finest.
    const again = everywhere.filter(([, { count, ids }]) => count >= ids.size * 1.5)
    return again.sort(([, a], [, b]) => b.ids.size - a.ids.size)[0]?.[0]
  }
}
