import type { Channel } from '../model/channel.ts'
import type { Cursor } from '../workspace/cursor.ts'

/** Where a Kafka channel binding describes its topic; `undefined` where it does not, or that cannot be read. */
export function kafkaTopic(channel: Channel): Cursor | undefined {
  const topic = channel.binding('kafka')?.at('topicConfiguration').target
  return topic?.isMapping ? topic : undefined
}

/** The values of a Kafka `cleanup.policy`: of the list, or, where it is a bare text, what stands between its commas. */
export function cleanupPolicies(topic: Cursor): string[] {
  const policy = topic.at('cleanup.policy')
  const texts = policy.isSequence ? policy.children.map((item) => item.text ?? '') : (policy.text ?? '').split(',')
  return texts.map((text) => text.trim().toLowerCase()).filter((text) => text !== '')
}

/** Whether the log is compacted: of each key only the newest event is kept. */
export function isCompacted(topic: Cursor): boolean {
  return cleanupPolicies(topic).includes('compact')
}

/** The number that a scalar is, also when it is written as a text; `undefined` where it is none. */
export function numberAt(place: Cursor): number | undefined {
  const node = place.node
  if (node?.kind !== 'scalar') return undefined
  if (typeof node.value === 'number') return node.value
  return typeof node.value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(node.value) ? Number(node.value) : undefined
}
