import { formatPointer } from '../../../../shared/pointer.ts'
import type { MappingNode, Node } from '../../../document/node.ts'
import type { StructureFinding } from './finding.ts'
import { type Found, gatherer } from './gather.ts'
import { localReference, nodeAt } from './nodeAt.ts'

/** A message that an operation refers to beside its channel; both are in this document, if they are there. */
interface Stray {
  readonly channel: readonly string[]
  readonly message: readonly string[]
}

/**
 * 3.x: the messages of an operation and of its reply are referenced through the channel, `#/channels/x/messages/y`, never directly (AsyncAPI
 * 3.0, "Operation Object"). Said here only where this document alone decides it: the channel and the message are referenced in this
 * document, and the channel is written out in it.
 */
export function messagesOutsideChannel(root: MappingNode): StructureFinding[] {
  return [['operations'], ['components', 'operations']].flatMap((place) =>
    straysIn(nodeAt(root, place))
      .filter(({ what }) => isWrittenOut(nodeAt(root, what.channel)) && nodeAt(root, what.message) !== undefined)
      .map(({ path, what }) => ({
        path: [...place, ...path],
        part: 'value' as const,
        message: `An operation's message must be referenced through its channel: \`#${formatPointer([...what.channel, 'messages'])}/…\`.`,
        data: { kind: 'message-outside-channel', channel: formatPointer(what.channel) },
      })),
  )
}

const straysIn = gatherer<Stray>((operation) => {
  const reply = operation.kind === 'mapping' ? operation.get('reply')?.value : undefined
  return [...straysOf(operation, []), ...(reply ? straysOf(reply, ['reply']) : [])]
})

function straysOf(holder: Node, path: readonly string[]): Found<Stray>[] {
  if (holder.kind !== 'mapping') return []
  const messages = holder.get('messages')?.value
  const reference = holder.get('channel')?.value
  const channel = reference && localReference(reference)
  if (messages?.kind !== 'sequence' || channel === undefined) return []
  const through = [...channel, 'messages']
  return messages.items.flatMap(({ value }, index) => {
    const message = localReference(value)
    if (message === undefined) return []
    if (message.length === through.length + 1 && through.every((segment, depth) => message[depth] === segment)) return []
    return [{ path: [...path, 'messages', String(index), '$ref'], what: { channel, message } }]
  })
}

function isWrittenOut(channel: Node | undefined): boolean {
  return channel?.kind === 'mapping' && channel.get('$ref') === undefined
}
