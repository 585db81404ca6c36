import { escapeSegment } from '../../../../shared/pointer.ts'
import { isServerSentEvents } from '../../../eventsource/server-sent-events.ts'
import type { Streams } from '../../../eventsource/streams.ts'
import type { Document } from '../../../model/document.ts'
import { type StrayMessage, strayMessages } from '../../../model/stray-messages.ts'
import type { Finding } from '../../rule.ts'

/** 3.x: messages of operations that are not referred to through the channel. Of event sources `event-source/operation-through-channel` says it. */
export function* messagesBesideChannel(document: Document, streams: Streams): Generator<Finding> {
  for (const operation of document.operations) {
    for (const stray of strayMessages(operation)) {
      const { at, channel } = stray
      if (channel && streams.isEventSource(channel) && !isServerSentEvents(channel)) continue
      const instead = throughChannel(stray)
      yield { at, part: 'value', message: messageOf(stray, instead), ...(instead && { data: { instead } }) }
    }
  }
}

function messageOf({ channel, isComponent }: StrayMessage, instead: string | undefined): string {
  if (instead) return `A message of an operation is referred to through its channel: "${instead}".`
  if (!channel) return 'A message of a reply is referred to through a channel, not in the components.'
  const where = isComponent ? ', and a component is never referred to from here' : ''
  return `The channel "${channel.key}" has no such message${where}: an operation's messages are some of its channel's.`
}

/** The reference to the same message as the channel lists it; `undefined` where it does not. */
function throughChannel({ channel, channelAt, target }: StrayMessage): string | undefined {
  const path = channelAt.at('$ref').text
  const message = target.target
  const meant = channel?.cursor.at('messages').target?.children.find((member) => message !== undefined && member.target === message)
  return meant && path?.includes('#') ? `${path}/messages/${escapeSegment(meant.key)}` : undefined
}
