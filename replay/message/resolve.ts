import { isObject, type JsonObject, member, valueAt } from '../json/object.ts'
import { comparable } from '../record/names.ts'
import { markText, type ReplayChannel, type ReplayMessage } from './channel.ts'
import { checkText } from './coerce.ts'

export type Resolution =
  | { readonly kind: 'known'; readonly message: ReplayMessage }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'ambiguous'; readonly messages: readonly ReplayMessage[] }

/** What is asked of an event to find its message. */
export interface Unresolved {
  readonly payload: unknown
  readonly headers: JsonObject
  /** What the record's form calls its type; `undefined` where it has none. */
  readonly type: unknown
  /** Whether the members of the payload are text, as in CSV. */
  readonly isText: boolean
}

/** Headers that are named like a type, by comparable name. */
export const typeHeaders: ReadonlySet<string> = new Set(['type', 'eventtype', 'eventname', 'messagetype', 'cetype', 'typeid'])

/** Which message of the set an event is: by its mark, then by a name, last by the only schema that accepts it. */
export function resolveMessage(channel: ReplayChannel, event: Unresolved): Resolution {
  const left = resolveByWords(channel, event)
  if ('kind' in left) return left
  const accepting = left.filter((message) => accepts(message, event))
  if (accepting.length === 1) return known(accepting)
  return accepting.length > 1 ? { kind: 'ambiguous', messages: accepting } : { kind: 'unknown' }
}

/** The message that the mark or a name tells, whatever the rest of the payload is; those that are left to be told apart by their schemas where neither does. */
export function resolveByWords(channel: ReplayChannel, event: Unresolved): Resolution | readonly ReplayMessage[] {
  const { messages } = channel
  const [only] = messages
  if (only && messages.length === 1 && only.marks.length === 0) return { kind: 'known', message: only }
  const marked = byMark(messages, event)
  if (marked.length === 1) return known(marked)
  const left = marked.length > 0 ? marked : messages
  const named = byName(channel, left, event)
  if (named.length === 1) return known(named)
  return named.length > 0 ? named : left
}

function known(messages: readonly ReplayMessage[]): Resolution {
  return { kind: 'known', message: messages[0] as ReplayMessage }
}

/** Those whose constants all are as the event has them, of these those with the most; else those that share the value at the likeliest place. */
function byMark(messages: readonly ReplayMessage[], event: Unresolved): readonly ReplayMessage[] {
  const values = new Map<string, string | undefined>()
  const matches = (mark: ReplayMessage['marks'][number]): boolean => {
    if (!values.has(mark.id)) {
      const value = valueAt(mark.in === 'payload' ? event.payload : event.headers, mark.path)
      values.set(mark.id, value === undefined ? undefined : markText(value))
    }
    const value = values.get(mark.id)
    return value !== undefined && mark.values.has(value)
  }
  let most = 0
  let best: ReplayMessage[] = []
  for (const message of messages) {
    const { length } = message.marks
    if (length === 0 || length < most || !message.marks.every(matches)) continue
    if (length > most) best = []
    most = length
    best.push(message)
  }
  if (best.length > 0) return best
  const likeliest = messages.find(({ marks }) => marks.length > 0)?.marks[0]
  if (!likeliest) return []
  return messages.filter(({ marks }) => marks.some((mark) => mark.id === likeliest.id && matches(mark)))
}

/** Those whose name, else whose key, is the type that the record, a header or the declared place says. */
function byName(channel: ReplayChannel, messages: readonly ReplayMessage[], event: Unresolved): readonly ReplayMessage[] {
  const { discriminator } = channel
  const declared = discriminator && valueAt(discriminator.in === 'payload' ? event.payload : event.headers, discriminator.path)
  const headers = Object.keys(event.headers).filter((name) => typeHeaders.has(comparable(name)))
  for (const type of [declared, event.type, ...headers.map((name) => member(event.headers, name))]) {
    if (typeof type !== 'string') continue
    const byName = messages.filter(({ model }) => model.name === type)
    const found = byName.length > 0 ? byName : messages.filter(({ model }) => model.key === type)
    if (found.length > 0) return found
  }
  return []
}

function accepts({ payload }: ReplayMessage, event: Unresolved): boolean {
  if (!payload) return false
  if (event.isText && isObject(event.payload)) return checkText(payload, event.payload).problems?.length === 0
  return payload.accepts(event.payload) === true
}
