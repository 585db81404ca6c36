import type { Cursor } from '../workspace/cursor.ts'
import type { Channel } from './channel.ts'

/** A parameter of a channel's address. */
export class Parameter {
  readonly channel: Channel
  /** Its entry under `parameters`. */
  readonly entry: Cursor

  constructor(channel: Channel, entry: Cursor) {
    this.channel = channel
    this.entry = entry
  }

  get key(): string {
    return this.entry.key
  }

  /** The runtime expression that says where its value is in a message; `undefined` where the parameter cannot be read or has none. */
  get location(): Cursor | undefined {
    const location = this.entry.target?.at('location')
    return location?.exists ? location : undefined
  }
}

/** The names in braces in an address, in its order, each once. */
export function parameterNames(address: string): string[] {
  return [...new Set([...address.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? ''))]
}
