import type { Channel } from '../../model/channel.ts'
import type { Document } from '../../model/document.ts'
import type { Message } from '../../model/message.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { defineRule, type Spot } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'asyncapi/duplicate-name',
    severity: 'warning',
    title: 'Two messages of one channel with the same `name`',
    background:
      'The `name` of a message is its "machine-friendly name" (AsyncAPI 3.1, Message Object): generators call classes and handlers by it, and people ' +
      'find the message in logs by it. Two messages of one channel that share it overwrite each other in generated code.',
  },
  on: 'document',
  examples: [
    {
      title: 'A copied name',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      OrderPlaced:
        name: OrderPlaced
      OrderShipped:
        name: OrderPlaced
             #^^^^^^^^^^^
`,
    },
    {
      title: 'One message that is sent and received',
      text: `
asyncapi: 2.6.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    publish:
      message: { $ref: '#/components/messages/OrderPlaced' }
    subscribe:
      message: { $ref: '#/components/messages/OrderPlaced' }
components:
  messages:
    OrderPlaced:
      name: OrderPlaced
`,
    },
  ],

  *check(document) {
    // Two channels may hold the same pair.
    const told = new Map<Cursor, Set<Cursor>>()
    for (const channel of ownChannels(document)) {
      const first = new Map<string, Message>()
      for (const message of channel.messages) {
        const { name, target } = message
        if (name === undefined || target === undefined) continue
        const other = first.get(name)
        if (!other?.target) first.set(name, message)
        else if (other.target !== target && !told.get(target)?.has(other.target)) {
          note(told, target, other.target)
          note(told, other.target, target)
          yield {
            ...later(message, other),
            message: `Another message of this channel is named "${name}" too.`,
            related: [{ ...nameOf(other), message: `The first message named "${name}".` }],
          }
        }
      }
    }
  },
})

function ownChannels(document: Document): Set<Channel> {
  return new Set([...document.channels.filter((channel) => channel.isOwn), ...document.ownChannels])
}

function note(told: Map<Cursor, Set<Cursor>>, one: Cursor, other: Cursor): void {
  const known = told.get(one)
  if (known) known.add(other)
  else told.set(one, new Set([other]))
}

function nameOf(message: Message): Spot {
  return { at: message.at('name').entry ?? message.entry, part: 'value' }
}

/** The later message's name, or that message where both have their name from one trait. */
function later(message: Message, other: Message): Spot {
  const spot = nameOf(message)
  return spot.at === nameOf(other).at ? { at: message.entry, part: message.document.is3 ? 'key' : 'value' } : spot
}
