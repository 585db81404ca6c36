import { isObject, type JsonObject, setMember } from '../json/object.ts'
import type { EntityState, FoldedEvent, Folder } from './folder.ts'
import { mergePatch } from './merge-patch.ts'

interface Slot {
  version: number
  at: string | null
  /** `undefined`: deleted. */
  state: JsonObject | undefined
}

/** Folds without a reducer: each payload is merged into the state, which says its last message, its version and its time besides. */
export class DefaultFolder implements Folder {
  readonly #slots = new Map<string, Slot>()

  constructor(start: Iterable<EntityState> = []) {
    for (const { entity, version, at, state } of start) this.#slots.set(entity, { version, at, state: isObject(state) ? state : {} })
  }

  add(event: FoldedEvent): void {
    let slot = this.#slots.get(event.entity)
    if (!slot) this.#slots.set(event.entity, (slot = { version: 0, at: null, state: undefined }))
    slot.version++
    slot.at = event.time?.text ?? null
    slot.state = event.message === undefined ? undefined : foldDefault(slot.state, event, slot.version)
  }

  flush(): Promise<void> {
    return Promise.resolve()
  }

  *states(): Generator<EntityState> {
    for (const entity of this.#slots.keys()) {
      const state = this.state(entity)
      if (state) yield state
    }
  }

  state(entity: string): EntityState | undefined {
    const slot = this.#slots.get(entity)
    return slot?.state && { entity, version: slot.version, at: slot.at, state: slot.state }
  }

  dispose(): void {}
}

/** One step of the default fold. `state` is changed, and answered with. */
export function foldDefault(
  state: JsonObject | undefined,
  { payload, message, time }: Pick<FoldedEvent, 'payload' | 'message' | 'time'>,
  version: number,
): JsonObject {
  const next = isObject(payload) ? (mergePatch(state ?? {}, payload) as JsonObject) : (state ?? {})
  if (!isObject(payload)) setMember(next, '$value', payload)
  next['$type'] = message
  next['$version'] = version
  if (time) next['$at'] = time.text
  else delete next['$at']
  return next
}
