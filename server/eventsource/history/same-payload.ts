import { compatible } from '../../../schema/compatible/compare.ts'
import { equal } from '../../../schema/equal.ts'
import type { Message } from '../../model/message.ts'
import { wholePool } from '../../model/schema-pool.ts'
import type { StreamMessage } from '../stream.ts'
import { payloadEntry } from '../stream-model.ts'
import { isAround } from './message-pair.ts'
import { spotOf } from './spot-of.ts'

/** Whether two messages carry the same data, but for constants that are the marks of their kind, and more than those. */
export function samePayload(before: StreamMessage, now: StreamMessage): boolean {
  const [old, today] = [payloadEntry(before.message), payloadEntry(now.message)]
  if (!old || !today) return false
  const [oldPool, pool] = [wholePool(workspaceOf(before.message)), wholePool(workspaceOf(now.message))]
  if (!before.message.payload.isReadable || !now.message.payload.isReadable) return equal(oldPool, old.id, pool, today.id)
  if (!before.message.payload.isWhole || !now.message.payload.isWhole || !saysMore(before)) return false
  const there = compatible({ pool: oldPool, id: old.id }, { pool, id: today.id })
  if (!there.every(({ place }) => isConstant(now, place))) return false
  const back = compatible({ pool, id: today.id }, { pool: oldPool, id: old.id })
  return back.every(({ place }) => isConstant(before, place))
}

function workspaceOf({ document }: Message) {
  return document.model.workspace
}

function isConstant(one: StreamMessage, place: Parameters<typeof spotOf>[0]): boolean {
  const { message, constants } = one
  const entry = payloadEntry(message)
  if (!entry) return false
  const { at } = spotOf(place, message.payload, entry, workspaceOf(message))
  return constants.list.some((constant) => isAround(at, constant.at))
}

/** Whether there is a property beside the constants: two messages that carry nothing else have nothing in common. */
function saysMore({ message, constants }: StreamMessage): boolean {
  const marks = new Set(constants.list.map(({ path }) => path[0]))
  return [...message.payload.properties().keys()].some((name) => !marks.has(name))
}
