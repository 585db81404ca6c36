import { constantId } from '../constants.ts'
import type { StreamMessage } from '../stream.ts'
import { markOf } from './mark.ts'

/** Which message of today is which one of an older set, and what is left over on both sides. */
export interface Matching {
  readonly pairs: readonly (readonly [before: StreamMessage, now: StreamMessage])[]
  readonly gone: readonly StreamMessage[]
  readonly added: readonly StreamMessage[]
}

/** By type mark, then by name, then by key, and what has neither name nor key by its place; what is not unique decides nothing. */
export function matchMessages(before: readonly StreamMessage[], now: readonly StreamMessage[]): Matching {
  const pairs: [StreamMessage, StreamMessage][] = []
  let gone = before
  let added = now
  for (const identity of [markText, nameText, keyText, placeText]) {
    const olds = unique(identity === placeText ? gone.filter(isNameless) : gone, identity)
    const news = unique(added, identity)
    const taken = new Set<StreamMessage>()
    for (const [text, old] of olds) {
      const one = news.get(text)
      if (!one) continue
      pairs.push([old, one])
      taken.add(old).add(one)
    }
    gone = gone.filter((one) => !taken.has(one))
    added = added.filter((one) => !taken.has(one))
  }
  return { pairs, gone, added }
}

function markText(one: StreamMessage): string | undefined {
  const mark = markOf(one)
  return mark && `${constantId(mark)} ${mark.values.join()}`
}

function nameText({ message }: StreamMessage): string | undefined {
  return message.name
}

function keyText({ message }: StreamMessage): string | undefined {
  return message.key
}

/** Where in the channel it stands. */
function placeText({ message, stream }: StreamMessage): string {
  return message.entry.path.slice(stream.channel.cursor.path.length).join('/')
}

function isNameless({ message }: StreamMessage): boolean {
  return message.name === undefined && message.key === undefined
}

function unique(messages: readonly StreamMessage[], identity: (one: StreamMessage) => string | undefined): Map<string, StreamMessage> {
  const found = new Map<string, StreamMessage>()
  const twice = new Set<string>()
  for (const one of messages) {
    const text = identity(one)
    if (text === undefined) continue
    if (found.has(text)) twice.add(text)
    else found.set(text, one)
  }
  for (const text of twice) found.delete(text)
  return found
}
