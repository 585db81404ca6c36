import { discriminatorDefects } from '../../../eventsource/event-data.ts'
import { parseExpression } from '../../../eventsource/expression.ts'
import { locationsOf } from '../../../eventsource/locations.ts'
import type { Streams } from '../../../eventsource/streams.ts'
import type { Document } from '../../../model/document.ts'
import type { Cursor } from '../../../workspace/cursor.ts'

/**
 * The places in event sources of which `event-source/correlation-id-resolves` and `event-source/discriminator-string` say what the
 * specification's schema says too; those rules have the better words.
 */
export function saidOfStreams(document: Document, streams: Streams): Set<Cursor> {
  const said = new Set<Cursor>()
  const found = streams.streamsOf(document)
  for (const { at } of locationsOf(found)) if (at.text === undefined || !parseExpression(at.text)) said.add(at)
  for (const { at, why } of discriminatorDefects(found.flatMap(({ messages }) => messages))) {
    if (why === 'not-a-text' && at.isMapping) said.add(at)
  }
  return said
}
