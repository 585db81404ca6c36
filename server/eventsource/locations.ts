import type { Message } from '../model/message.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { ownCorrelation } from './correlation.ts'
import type { Stream } from './stream.ts'

/** A runtime expression that an event source uses, and the messages in which it has to lead somewhere. */
export interface Location {
  /** Where it is written; once, though several messages share it. */
  readonly at: Cursor
  readonly of: 'correlation' | 'parameter'
  readonly messages: readonly Message[]
}

/** The `location`s of the correlation ids and parameters that some event sources use, each once. */
export function locationsOf(streams: readonly Stream[]): Location[] {
  const found = new Map<Cursor, { of: Location['of']; messages: Message[] }>()
  const note = (at: Cursor, of: Location['of'], messages: readonly Message[]) => {
    const known = found.get(at)
    if (known) known.messages.push(...messages)
    else found.set(at, { of, messages: [...messages] })
  }
  for (const stream of streams) {
    const messages = stream.messages.map(({ message }) => message)
    for (const message of messages) {
      const own = ownCorrelation(message)
      if (own.kind === 'found' && own.at.exists) note(own.at, 'correlation', [message])
    }
    for (const { location } of stream.channel.parameters) if (location) note(location, 'parameter', messages)
  }
  return [...found].map(([at, { of, messages }]) => ({ at, of, messages: [...new Set(messages)] }))
}
