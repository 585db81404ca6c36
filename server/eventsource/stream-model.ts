import { formatPointer } from '../../shared/pointer.ts'
import type { StreamLocation, StreamMark, StreamMessageModel, StreamModel, StreamOperation, StreamWhy } from '../../shared/stream-model.ts'
import type { Message } from '../model/message.ts'
import { parameterNames } from '../model/parameter.ts'
import { mergedEntry, type PoolEntry, poolEntries, poolEntry, schemaAt } from '../model/schema-pool.ts'
import type { SchemaView } from '../model/schema-view.ts'
import { type Expression, parseExpression } from './expression.ts'
import { hashOf } from './hash.ts'
import { pascalCase } from './names.ts'
import type { Stream, StreamMessage } from './stream.ts'
import type { Why } from './why.ts'

/** The event source as plain data. Its schemas are in {@link streamPool}. */
export function streamModel(stream: Stream): StreamModel {
  const { channel } = stream
  return {
    uri: channel.cursor.uri,
    pointer: channel.cursor.pointer,
    key: channel.key,
    address: channel.address,
    why: whyData(stream.why),
    aggregate: stream.aggregate.length > 0 ? pascalCase(stream.aggregate) : undefined,
    entity: entityLocations(stream),
    parameters: parameterLocations(stream),
    discriminator: locationData(stream.declaration.discriminator?.expression),
    sequence: stream.declaration.sequence,
    fold: stream.declaration.fold,
    messages: stream.messages.map(messageModel),
    operations: operations(stream),
    servers: channel.servers.flatMap((server) => (server ? [{ key: server.key, protocol: server.protocol, host: server.host }] : [])),
  }
}

/** The schemas of the messages and all that these refer to, by id. */
export function streamPool(stream: Stream): Map<string, PoolEntry> {
  return poolEntries(stream.messages.flatMap(({ message }) => schemasOf(message)))
}

function messageModel(one: StreamMessage): StreamMessageModel {
  const { message } = one
  const key = message.key ?? ''
  const name = message.name
  const aliases = [message.componentKey, message.at('messageId').text].filter(
    (alias) => alias !== undefined && alias !== key && alias !== name,
  )
  const payload = payloadEntry(message)
  const headers = headersEntry(message)
  const model = {
    uri: message.entry.uri,
    pointer: message.entry.pointer,
    key,
    name,
    aliases: [...new Set(aliases.filter((alias) => alias !== undefined))],
    marks: one.marks.flatMap(markData),
    correlation: one.correlation.kind === 'found' ? locationData(one.correlation.expression) : undefined,
    payload: payload?.id,
    headers: headers?.id,
  }
  return {
    ...model,
    hash: hashOf(
      model,
      [...poolEntries(schemasOf(message)).values()].map(({ schema }) => schema),
    ),
  }
}

function markData({ in: part, path, values }: StreamMessage['marks'][number]): StreamMark[] {
  return values.map((value) => ({ in: part, pointer: formatPointer(path), value: JSON.parse(value) as unknown }))
}

function schemasOf(message: Message): PoolEntry[] {
  return [payloadEntry(message), headersEntry(message)].filter((entry) => entry !== undefined)
}

/** The pool's entry of its payload; `undefined` where none is described. */
export function payloadEntry(message: Message): PoolEntry | undefined {
  return entryOf(message.payload, message.schemaFormat)
}

/** The pool's entry of its headers, those of its traits among them; `undefined` where none are described. */
export function headersEntry(message: Message): PoolEntry | undefined {
  const { layers } = message.headers
  // Written in more than one place (the message and its traits), it is a schema of its own.
  return layers.cursors.length > 1
    ? mergedEntry(message, () => message.headers.layers, message.entry.file.clock)
    : entryOf(message.headers, undefined)
}

function entryOf({ cursor }: SchemaView, format: string | undefined): PoolEntry | undefined {
  return cursor?.exists ? poolEntry(schemaAt(cursor, format)) : undefined
}

function whyData(why: Why): StreamWhy {
  if (why.kind === 'said') return { kind: 'said', by: why.by, text: why.text, uri: why.at.uri, pointer: why.at.pointer }
  return why.kind === 'setting' ? { kind: 'setting', pattern: why.pattern } : { kind: 'declared' }
}

/** The correlation locations of the messages; where there are none, those of the address's parameters. */
function entityLocations(stream: Stream): StreamLocation[] {
  const counts = new Map<string, { location: StreamLocation; count: number }>()
  const note = (text: string | undefined) => {
    const expression = text === undefined ? undefined : parseExpression(text)
    if (text === undefined || !expression) return
    const known = counts.get(text)
    if (known) known.count++
    else counts.set(text, { location: locationData(expression), count: 1 })
  }
  for (const { correlation } of stream.messages) if (correlation.kind === 'found') note(correlation.at.text)
  if (counts.size === 0) for (const { location } of stream.channel.parameters) note(location?.text)
  return [...counts.values()].sort((a, b) => b.count - a.count).map(({ location }) => location)
}

function parameterLocations({ channel }: Stream): (StreamLocation | undefined)[] {
  const places = new Map(channel.parameters.map(({ key, location }) => [key, location?.text]))
  return parameterNames(channel.address ?? '').map((name) => locationData(parseExpression(places.get(name) ?? '')))
}

function locationData(expression: Expression): StreamLocation
function locationData(expression: Expression | undefined): StreamLocation | undefined
function locationData(expression: Expression | undefined): StreamLocation | undefined {
  return expression && { in: expression.in, pointer: formatPointer(expression.path) }
}

function operations({ channel }: Stream): StreamOperation[] {
  return channel.document.model.documents.flatMap((document) =>
    document.operationsOn(channel.cursor).map((operation) => ({
      uri: operation.entry.uri,
      pointer: operation.entry.pointer,
      name: operation.name,
      action: operation.action,
      application: document.title.text,
    })),
  )
}
