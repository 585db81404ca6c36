import type { Stream } from './stream.ts'

/** Groups of three or more event sources of one message each that are about one entity: it is split over channels. */
export function splitStreams(streams: readonly Stream[]): Stream[][] {
  const groups = new Map<string, Stream[]>()
  for (const stream of streams) {
    if (stream.messages.length !== 1 || stream.aggregate.length === 0) continue
    const entity = stream.aggregate.join(' ')
    const group = groups.get(entity)
    if (group) group.push(stream)
    else groups.set(entity, [stream])
  }
  return [...groups.values()].filter((group) => group.length >= 3)
}
