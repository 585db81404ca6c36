import { formatPointer } from '../../../../shared/pointer.ts'
import type { MappingNode, Node } from '../../../document/node.ts'
import type { StructureFinding } from './finding.ts'
import { localReference, nodeAt } from './nodeAt.ts'

/**
 * 3.x: the messages of an operation and of its reply are referenced through the channel, `#/channels/x/messages/y`, never directly (AsyncAPI
 * 3.0, "Operation Object"). Said here only where this document alone decides it: the channel and the message are referenced in this
 * document, and the channel is written out in it.
 */
export function messagesOutsideChannel(root: MappingNode): StructureFinding[] {
  const findings: StructureFinding[] = []
  for (const place of [['operations'], ['components', 'operations']]) {
    const operations = nodeAt(root, place)
    if (operations?.kind !== 'mapping') continue
    for (const { key, value: operation } of operations.entries) {
      findings.push(...outside(root, operation, [...place, key], channelOf(operation)))
      const reply = operation.kind === 'mapping' ? operation.get('reply')?.value : undefined
      if (reply !== undefined) findings.push(...outside(root, reply, [...place, key, 'reply'], channelOf(reply)))
    }
  }
  return findings
}

function outside(root: MappingNode, holder: Node, path: readonly string[], channel: readonly string[] | undefined): StructureFinding[] {
  const messages = holder.kind === 'mapping' ? holder.get('messages')?.value : undefined
  const written = channel && nodeAt(root, channel)
  if (messages?.kind !== 'sequence' || channel === undefined || written?.kind !== 'mapping' || written.get('$ref') !== undefined) return []
  const through = [...channel, 'messages']
  return messages.items.flatMap(({ value }, index) => {
    const message = localReference(value)
    if (message === undefined || nodeAt(root, message) === undefined) return []
    if (message.length === through.length + 1 && through.every((segment, depth) => message[depth] === segment)) return []
    return [
      {
        path: [...path, 'messages', String(index), '$ref'],
        part: 'value' as const,
        message: `An operation's message must be referenced through its channel: \`#${formatPointer(through)}/…\`.`,
        data: { kind: 'message-outside-channel', channel: formatPointer(channel) },
      },
    ]
  })
}

function channelOf(holder: Node): string[] | undefined {
  const channel = holder.kind === 'mapping' ? holder.get('channel')?.value : undefined
  return channel && localReference(channel)
}
