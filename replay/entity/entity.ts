import { type JsonObject, valueAt } from '../json/object.ts'
import type { Place, ReplayChannel, ReplayMessage } from '../message/channel.ts'

/** The one entity where nothing says any. */
export const allOfIt = '(all)'

export interface Located {
  readonly payload: unknown
  readonly headers: JsonObject
  readonly key: unknown
}

export interface Entity {
  readonly id: string
  /** What said it: `key` where neither a correlation id nor the address did. */
  readonly by: 'correlation' | 'address' | 'key'
}

/** The entity that an event is about; `undefined` where none of the three places holds a value. */
export function entityOf(channel: ReplayChannel, message: ReplayMessage | undefined, event: Located): Entity | undefined {
  // An event of no known message says it where the set usually does.
  for (const place of message ? [message.correlation] : channel.correlation) {
    const id = place && idAt(place, event)
    if (id !== undefined) return { id, by: 'correlation' }
  }
  const address = addressId(channel, event)
  if (address !== undefined) return { id: address, by: 'address' }
  const id = entityId(event.key)
  return id === undefined ? undefined : { id, by: 'key' }
}

/** Whether the channel says anywhere where its entity is. */
export function declaresEntity(channel: ReplayChannel): boolean {
  return channel.messages.some(({ correlation }) => correlation) || channel.parameters.some((place) => place)
}

function addressId({ parameters }: ReplayChannel, event: Located): string | undefined {
  const ids: string[] = []
  for (const place of parameters) {
    const id = place && idAt(place, event)
    if (id === undefined) return undefined
    ids.push(id.replaceAll('/', '%2F'))
  }
  return ids.length === 0 ? undefined : ids.join('/')
}

function idAt(place: Place, event: Located): string | undefined {
  return entityId(valueAt(place.in === 'payload' ? event.payload : event.headers, place.path))
}

/** A value as an entity's id: the text itself or the whole number's digits; `undefined` for what is no value. */
export function entityId(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number' && Number.isFinite(value)) return Number.isInteger(value) ? String(BigInt(value)) : String(value)
  return typeof value === 'boolean' ? String(value) : undefined
}
