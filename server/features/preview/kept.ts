import type { Sentence, Standing } from '../../../shared/preview-protocol.ts'
import { cleanupPolicies, isCompacted, kafkaTopic, numberAt } from '../../eventsource/retention.ts'
import type { Stream } from '../../eventsource/stream.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { type Said, worstOf } from './findings.ts'

const lasting = /^event-source\/(unbounded-retention|no-compaction|durable-channel|key-is-correlation)$/

/** How the stream is kept: at most four sentences from its bindings, each as the rules judge it. */
export function keptSentences(stream: Stream, said: readonly Said[]): Sentence[] {
  const about = said.filter(({ problem }) => lasting.test(problem.code))
  const standing = (code: string): Standing => worstOf(about.filter(({ problem }) => problem.code === `event-source/${code}`)) ?? 'pass'
  const sentences: Sentence[] = []
  const topic = kafkaTopic(stream.channel)
  if (topic) {
    sentences.push(retention(topic, stream, standing('unbounded-retention')))
    const policy = topic.at('cleanup.policy')
    if (isCompacted(topic)) {
      const entity = stream.aggregate.join(' ')
      sentences.push({
        standing: standing('no-compaction'),
        text: `Compacted: older events ${entity && `of ${/^[aeiou]/.test(entity) ? 'an' : 'a'} ${entity} `}may vanish.`,
        place: policy.place,
      })
    } else if (cleanupPolicies(topic).length > 0) sentences.push({ standing: 'pass', text: 'Never compacted.', place: policy.place })
  }
  const partitions = stream.channel.binding('kafka')?.at('partitions')
  const count = partitions && numberAt(partitions)
  if (partitions && count !== undefined) sentences.push(order(stream, partitions, count, standing('key-is-correlation')))
  const isKafka = topic !== undefined || count !== undefined
  for (const { problem, at } of about) {
    if (isKafka && problem.code !== 'event-source/durable-channel') continue
    sentences.push({ standing: worstOf([{ problem }]), text: problem.message, place: at.place })
  }
  return sentences.slice(0, 4)
}

function retention(topic: Cursor, { declaration }: Stream, standing: Standing): Sentence {
  const limit = topic.at('retention.ms')
  const place = limit.exists ? limit.place : topic.place
  const duration = numberAt(limit)
  const bytes = numberAt(topic.at('retention.bytes'))
  const end = declaration.archive ? 'then archived' : 'then deleted'
  if (duration === -1 && bytes !== undefined && bytes !== -1) {
    return { standing, text: `Kept until a partition holds ${grouped(bytes)} bytes, ${end}.`, place: topic.at('retention.bytes').place }
  }
  if (duration === -1) return { standing, text: 'Kept for ever.', place }
  if (duration !== undefined) return { standing, text: `Kept for ${spoken(duration)}, ${end}.`, place }
  if (isCompacted(topic)) return { standing, text: 'The newest event of each key is kept.', place }
  return { standing, text: `Kept for 7 days, as Kafka does where nothing is said, ${end}.`, place }
}

function order({ messages }: Stream, partitions: Cursor, count: number, standing: Standing): Sentence {
  const { place } = partitions
  if (count === 1) return { standing: 'pass', text: 'One partition: all events are in order.', place }
  const paths = new Set(
    messages.flatMap(({ correlation }) => (correlation.kind === 'found' ? (correlation.expression?.path.at(-1) ?? []) : [])),
  )
  const [name] = paths
  if (standing !== 'pass')
    return { standing, text: `${grouped(count)} partitions; the order of one entity's events is not certain.`, place }
  const within = paths.size === 1 && name !== undefined ? `one \`${name}\`, the message key` : 'one message key'
  return { standing, text: `${grouped(count)} partitions; order is kept within ${within}.`, place }
}

const units: readonly (readonly [number, string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
]

/** A duration in the largest unit that it is a whole number of. */
export function spoken(milliseconds: number): string {
  const [size, unit] = units.find(([size]) => milliseconds >= size && milliseconds % size === 0) ?? [1, 'millisecond']
  const count = milliseconds / size
  return `${grouped(count)} ${unit}${count === 1 ? '' : 's'}`
}

function grouped(value: number): string {
  return value.toLocaleString('en').replaceAll(',', '\u2009')
}
