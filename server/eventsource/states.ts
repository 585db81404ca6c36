import type { SchemaView } from '../model/schema-view.ts'
import { Cell } from '../workspace/cells.ts'
import { sameWords, splitWords } from './names.ts'
import { isParticiple } from './participles.ts'
import type { Stream, StreamMessage } from './stream.ts'

const stateWords: ReadonlySet<string> = new Set(['state', 'snapshot', 'current'])
const beginnings: ReadonlySet<string> = new Set(
  'created placed opened registered started added initiated initialised initialized founded born submitted new'.split(' '),
)

/** Whether a message is named like the entity alone, among others that tell what happened to it, or like its state. */
export function isNamedLikeState({ label, words, stream }: StreamMessage): boolean {
  if (stateWords.has(words.at(-1) ?? '')) return true
  if (stream.aggregate.length === 0 || stream.messages.length < 2 || !sameWords(words, stream.aggregate)) return false
  return !words.some(isParticiple) && !splitWords(label).slice(words.length).some(saysEvent)
}

/** `OrderEvent` is any event of an order, where `OrderDto` is the order. */
function saysEvent(word: string): boolean {
  return word === 'event' || word === 'message'
}

const cells = new WeakMap<Stream, Cell<readonly StreamMessage[]>>()

/**
 * The messages whose payload holds all that three others have of their own: what is not shared by the whole set, of which each has some and
 * no two the same. A beginning carries much by right: neither the first message nor one that is named for one is among them.
 */
export function carriesState(stream: Stream): readonly StreamMessage[] {
  let cell = cells.get(stream)
  if (!cell) {
    cell = new Cell(stream.channel.entry.file.clock, () => findByShape(stream))
    cells.set(stream, cell)
  }
  return cell.get()
}

/** So many pairs are compared; in a set where that is not enough, nothing is said. */
const mostComparisons = 200_000

function findByShape({ messages }: Stream): StreamMessage[] {
  const all = messages.map((one) => new Set(propertyNames(one)))
  const described = all.filter((names) => names.size > 0)
  const counts = new Map<string, number>()
  for (const names of described) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const own = all.map((names) => new Set([...names].filter((name) => counts.get(name) !== described.length)))
  const distinct = new Map([...own].filter((names) => names.size > 0).map((names) => [[...names].sort().join('\n'), names]))
  const holders = new Map<string, number[]>()
  for (const [index, names] of own.entries()) {
    for (const name of names) {
      const list = holders.get(name)
      if (list) list.push(index)
      else holders.set(name, [index])
    }
  }
  const held = new Map<number, number>()
  let left = mostComparisons
  for (const part of distinct.values()) {
    // Who holds the rarest of these holds them all, or is out.
    const rarest = [...part].reduce((a, b) => ((holders.get(b)?.length ?? 0) < (holders.get(a)?.length ?? 0) ? b : a))
    for (const index of holders.get(rarest) ?? []) {
      const whole = own[index]
      if (left-- <= 0) return []
      if (whole && whole.size > part.size && [...part].every((name) => whole.has(name))) held.set(index, (held.get(index) ?? 0) + 1)
    }
  }
  return messages.filter((one, index) => index > 0 && (held.get(index) ?? 0) >= 3 && !isBeginning(one.words))
}

function isBeginning(words: readonly string[]): boolean {
  return words.some((word) => beginnings.has(word))
}

const names = new WeakMap<StreamMessage, Cell<readonly string[]>>()

/** The properties of a message's payload, or of the `data` or `payload` in it. */
function propertyNames(one: StreamMessage): readonly string[] {
  let cell = names.get(one)
  if (!cell) {
    cell = new Cell(one.message.entry.file.clock, () => [...opened(one.message.payload).properties().keys()])
    names.set(one, cell)
  }
  return cell.get()
}

function opened(payload: SchemaView): SchemaView {
  if (!payload.isReadable) return payload
  const properties = payload.properties()
  const inner = properties.get('data') ?? properties.get('payload')
  return inner?.schema.isReadable && inner.schema.properties().size > 0 ? inner.schema : payload
}
