import { hasEnvelope } from '../eventsource/envelope.ts'
import type { Stream } from '../eventsource/stream.ts'
import type { Finding } from './rule.ts'

/**
 * The messages of a set that have none of the properties of that name: each at its key, or the channel once where no message has one.
 * @param lack What a reader cannot do, behind "… has no event id: ".
 */
export function* missingEnvelope(stream: Stream, names: readonly string[], what: string, lack: string): Generator<Finding> {
  const { messages } = stream
  const without = messages.filter(({ message }) => hasEnvelope(message, names) === false)
  if (without.length === 0) return
  if (without.length === messages.length) {
    yield { ...stream.spot, message: `No event here has ${what}: ${lack}.` }
    return
  }
  for (const one of without) yield { ...one.spot, message: `"${one.label}" has no ${what.replace(/^an? /, '')}: ${lack}.` }
}
