import { everySchema } from '../model/every-schema.ts'
import type { Message } from '../model/message.ts'
import type { SchemaView } from '../model/schema-view.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { remembered } from '../workspace/remembered.ts'
import { discriminatorOf } from './constants.ts'
import type { Stream, StreamMessage } from './stream.ts'

const isSilent = remembered(
  (message: Message) => message.entry.file.clock,
  (message) => message.isReadable && message.payload.saysSomething === false,
)

/** Messages of which a reader cannot know what they carry. */
export interface UnknownData {
  readonly why: 'silent' | 'shared'
  readonly messages: readonly StreamMessage[]
}

/**
 * Whether half or more of a set of two or more say nothing about their payload, or share one and the same schema while no constant tells
 * them apart; `undefined` where that is not so. What cannot be read is not held against anybody.
 */
export function unknownData(stream: Stream): UnknownData | undefined {
  const { messages } = stream
  if (messages.length < 2) return undefined
  const silent = messages.filter(({ message }) => isSilent(message))
  if (silent.length * 2 >= messages.length) return { why: 'silent', messages: silent }
  const sharing = new Map<Cursor, StreamMessage[]>()
  for (const one of messages) {
    const { cursor } = one.message.payload
    if (!cursor || one.marks.length > 0 || one.isMarked !== false) continue
    const others = sharing.get(cursor)
    if (others) others.push(one)
    else sharing.set(cursor, [one])
  }
  for (const group of sharing.values()) {
    if (group.length > 1 && group.length * 2 >= messages.length) return { why: 'shared', messages: group }
  }
  return undefined
}

/** What is wrong with the `discriminator` of a payload; `undefined` where there is none, it is right, or it cannot be told. */
export interface DiscriminatorDefect {
  readonly at: Cursor
  readonly why: 'not-a-text' | 'not-defined' | 'not-required'
}

export function discriminatorDefect({ message }: StreamMessage): DiscriminatorDefect | undefined {
  return defectOf(message.payload)
}

/** The same of all schemas that the payloads are made of. */
export function discriminatorDefects(messages: readonly StreamMessage[]): DiscriminatorDefect[] {
  return defectsIn(messages.map(({ message }) => message.payload))
}

const defectsIn = everySchema<DiscriminatorDefect>((schema, into, tell) => {
  const defect = defectOf(schema)
  if (defect) tell(defect)
  for (const part of schema.parts()) {
    if (!part.isReadable) continue
    for (const property of part.own.values()) into(property)
    into(part.sub('items'))
  }
  for (const branch of schema.unions().flat()) into(branch)
})

function defectOf(schema: SchemaView): DiscriminatorDefect | undefined {
  const at = discriminatorOf(schema)
  if (!at) return undefined
  const name = at.text
  if (name === undefined) return { at, why: 'not-a-text' }
  if (!schema.isWhole) return undefined
  const property = schema.property(name)
  if (property.kind !== 'found') return { at, why: 'not-defined' }
  return property.required ? undefined : { at, why: 'not-required' }
}
