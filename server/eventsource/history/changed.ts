import { equal } from '../../../schema/equal.ts'
import type { Message } from '../../model/message.ts'
import { type PoolEntry, poolEntries, wholePool } from '../../model/schema-pool.ts'
import { remembered } from '../../workspace/remembered.ts'
import { headersEntry, payloadEntry } from '../stream-model.ts'
import type { History } from './history.ts'
import type { MessagePair } from './message-pair.ts'

/** Whether the message set is another one: a message came, went or was renamed, or describes other data. What cannot be read has not changed. */
export function isSetChanged(history: History): boolean {
  const { now, gone, added, pairs, isVanished } = history
  if (!now) return isVanished
  if (gone.length > 0 || (added.length > 0 && now.channel.isSetReadable)) return true
  return pairs.some(isChanged)
}

/** Whether a message describes other data than it did, whatever else is said of it. What cannot be read has not changed. */
export const isChanged: (pair: MessagePair) => boolean = remembered(
  ({ now }: MessagePair) => now.message.entry.file.clock,
  ({ isUnchanged, before, now }) => !isUnchanged && isMessageChanged(before.message, now.message),
)

function isMessageChanged(before: Message, now: Message): boolean {
  if (!before.isReadable || !now.isReadable) return false
  return [payloadEntry, headersEntry].some((entry) => {
    const [old, today] = [entry(before), entry(now)]
    if (!old || !today) return old !== today
    const [oldPool, pool] = [wholePool(before.document.model.workspace), wholePool(now.document.model.workspace)]
    return !equal(oldPool, old.id, pool, today.id) && isWhole(old) && isWhole(today)
  })
}

/** Whether every reference in the schema leads somewhere. */
function isWhole(entry: PoolEntry): boolean {
  return [...poolEntries([entry]).values()].every(({ schema }) => !JSON.stringify(schema.schema)?.includes('"$ref":"unresolved"'))
}
