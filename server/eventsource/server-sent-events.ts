import type { Channel } from '../model/channel.ts'
import { isAboutServerSentEvents } from './sayings.ts'

/** Whether a message of the channel is `text/event-stream`, by itself or by default. */
export function carriesServerSentEvents(channel: Channel): boolean {
  return channel.messages.some(({ contentType }) => isEventStream(contentType))
}

/** Whether a channel is about server-sent events, by its messages or its texts: then no rule of event sources speaks of it but the one that says so. */
export function isServerSentEvents(channel: Channel): boolean {
  if (carriesServerSentEvents(channel)) return true
  const texts = [channel.title, channel.summary, channel.description].map((at) => at.text)
  return texts.some((text) => text !== undefined && isAboutServerSentEvents(text))
}

export function isEventStream(contentType: string | undefined): boolean {
  return contentType !== undefined && /^\s*text\/event-stream\s*(?:;|$)/i.test(contentType)
}
