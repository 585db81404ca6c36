import type { Message } from '../model/message.ts'
import { type Constant, type Constants, constantId } from './constants.ts'
import { nameWords, sameWords } from './names.ts'

/**
 * The ids of the places whose constants can tell the messages of a set apart: those that do not have one and the same value in every
 * message of the set, as far as that can be read.
 */
export function markPlaces(all: readonly Constants[]): ReadonlySet<string> {
  const values = new Map<string, { texts: Set<string>; count: number }>()
  for (const { list } of all) {
    for (const constant of list) {
      const id = constantId(constant)
      const known = values.get(id) ?? { texts: new Set(), count: 0 }
      known.texts.add(constant.values.join())
      known.count++
      values.set(id, known)
    }
  }
  const marks = new Set<string>()
  for (const [id, { texts, count }] of values) if (texts.size > 1 || count < all.length) marks.add(id)
  return marks
}

/** Of a message's constants those that can be its mark, the likeliest first. */
export function marksOf(constants: Constants, places: ReadonlySet<string>): Constant[] {
  return constants.list.filter((constant) => places.has(constantId(constant))).sort((a, b) => likeliness(b) - likeliness(a))
}

const typeNames: ReadonlySet<string> = new Set([
  'type',
  'eventtype',
  'eventname',
  'messagetype',
  'cetype',
  'typeid',
  'cloudeventstype',
  'kind',
  'event',
])

function likeliness(constant: Constant): number {
  return (isNamedForType(constant) ? 10 : 0) - constant.path.length
}

/** Whether the constant's property is called what a type mark usually is (`type`, `eventType`, `ce_type`, …). */
export function isNamedForType({ path }: Constant): boolean {
  return typeNames.has((path.at(-1) ?? '').toLowerCase().replace(/[-_:]/g, ''))
}

/** Whether a message is told apart without a constant: Avro and Protobuf name their records, and so does a payload that is one property named like the message. */
export function needsNoMark(message: Message): boolean {
  const language = message.schemaLanguage
  if (language === 'avro' || language === 'protobuf') return true
  return isWrapped(message)
}

function isWrapped(message: Message): boolean {
  const { payload } = message
  if (!payload.isReadable) return false
  const names = payload.layers.at('properties').keys
  const [only] = names
  if (only === undefined || names.length > 1) return false
  if (!payload.layers.at('required').children.some((one) => one.text === only)) return false
  const words = nameWords(only)
  return [message.name, message.key].some((name) => name !== undefined && sameWords(nameWords(name), words))
}
