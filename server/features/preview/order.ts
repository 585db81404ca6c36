import type { StreamPage } from '../../../shared/preview-protocol.ts'
import { comparable } from '../../eventsource/envelope.ts'
import type { Stream, StreamMessage } from '../../eventsource/stream.ts'
import type { EnvelopeNames } from '../../rules/context.ts'
import { remembered } from '../../workspace/remembered.ts'

/** The messages of a stream in the order of its story, and who tells it. */
export interface Story {
  readonly order: StreamPage['order']
  readonly messages: readonly StreamMessage[]
}

/** The story that the channel tells; else the one that its examples tell; else as written. */
export function inOrder(stream: Stream, names: EnvelopeNames): Story {
  const declared = declaredStory(stream)
  if (declared) return { order: 'story', messages: sorted(stream.messages, declared) }
  const exemplary = storyOfExamples(stream.messages, names)
  return exemplary ? { order: 'examples', messages: sorted(stream.messages, exemplary) } : { order: 'written', messages: stream.messages }
}

function declaredStory({ declaration, messages }: Stream): readonly StreamMessage[] | undefined {
  const told = declaration.at.at('story').children.flatMap(({ text }) => {
    const one = text === undefined ? undefined : messages.find(({ message }) => text === message.key || text === message.name)
    return one ?? []
  })
  return told.length > 0 ? told : undefined
}

/** One moment in the life of an entity, as an example has it. */
interface Moment {
  readonly entity: string
  /** Milliseconds since 1970. */
  readonly time: number
  /** Where several happen at once. */
  readonly sequence: number
}

/**
 * The examples are often of one entity: then their times are the order of its life. That counts for a story where it has more than half
 * of the messages.
 */
function storyOfExamples(messages: readonly StreamMessage[], names: EnvelopeNames): readonly StreamMessage[] | undefined {
  const lives = new Map<string, Map<StreamMessage, Moment>>()
  for (const one of messages) {
    for (const moment of momentsOf(one)) {
      const { time, sequence } = momentAt(moment, names)
      if (time === undefined) continue
      const life = lives.get(moment.entity) ?? new Map<StreamMessage, Moment>()
      lives.set(moment.entity, life)
      const known = life.get(one)
      const now = { entity: moment.entity, time, sequence: sequence ?? 0 }
      if (!known || compare(now, known) < 0) life.set(one, now)
    }
  }
  let longest = new Map<StreamMessage, Moment>()
  for (const life of lives.values()) if (life.size > longest.size) longest = life
  if (longest.size < 2 || longest.size * 2 <= messages.length) return undefined
  return [...longest].sort(([, a], [, b]) => compare(a, b)).map(([one]) => one)
}

function compare(a: Moment, b: Moment): number {
  return a.time - b.time || a.sequence - b.sequence
}

/** What an example says at its two upper levels, by names as the envelope compares them. */
interface Told {
  readonly entity: string
  readonly said: ReadonlyMap<string, string | number>
}

const mostExamples = 20

const momentsOf: (one: StreamMessage) => readonly Told[] = remembered(
  ({ message }) => message.entry.file.clock,
  ({ message, correlation }) => {
    const expression = correlation.kind === 'found' ? correlation.expression : undefined
    return message.examples.children.slice(0, mostExamples).map((example): Told => {
      const parts = { headers: example.at('headers').value, payload: example.at('payload').value }
      const entity = expression ? valueAt(parts[expression.in], expression.path) : undefined
      const said = new Map<string, string | number>()
      for (const part of [parts.headers, parts.payload]) {
        for (const [name, value] of entriesOf(part)) {
          note(said, name, value)
          for (const [inner, below] of entriesOf(value)) note(said, inner, below)
        }
      }
      return { entity: JSON.stringify(entity) ?? '', said }
    })
  },
)

function momentAt({ said }: Told, names: EnvelopeNames): { readonly time: number | undefined; readonly sequence: number | undefined } {
  const first = (of: readonly string[]) => of.map((name) => said.get(comparable(name))).find((value) => value !== undefined)
  const time = first(names.time)
  const moment = typeof time === 'string' ? Date.parse(time) : time
  const sequence = Number(first(names.sequence) ?? Number.NaN)
  return {
    time: moment === undefined || Number.isNaN(moment) ? undefined : moment,
    sequence: Number.isNaN(sequence) ? undefined : sequence,
  }
}

function note(said: Map<string, string | number>, name: string, value: unknown): void {
  const key = comparable(name)
  if ((typeof value === 'string' || typeof value === 'number') && !said.has(key)) said.set(key, value)
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let here = value
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
    here = (here as Record<string, unknown>)[key]
  }
  return here
}

/** In the order told; a message that the story leaves out stays behind the one that it is written behind. */
function sorted(messages: readonly StreamMessage[], told: readonly StreamMessage[]): readonly StreamMessage[] {
  const inStory = new Set(told)
  const behind = new Map<StreamMessage | undefined, StreamMessage[]>()
  let last: StreamMessage | undefined
  for (const one of messages) {
    if (inStory.has(one)) {
      last = one
      continue
    }
    const list = behind.get(last)
    if (list) list.push(one)
    else behind.set(last, [one])
  }
  return [...(behind.get(undefined) ?? []), ...[...inStory].flatMap((one) => [one, ...(behind.get(one) ?? [])])]
}
