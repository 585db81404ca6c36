import type {
  AsyncAPIDocumentInterface,
  ChannelInterface,
  MessageInterface,
  OperationInterface,
  SchemaInterface,
  ServerInterface,
} from '@asyncapi/parser'
import { createAsyncAPIDocument } from '@asyncapi/parser/esm/document'
import type { AsyncAPIObject } from '@asyncapi/parser/esm/types'
import { createDetailedAsyncAPI } from '@asyncapi/parser/esm/utils'
import type { Graph } from '../../shared/document-protocol.ts'
import { formatPointer } from '../../shared/pointer.ts'
import { decode, isBag } from './graph.ts'
import { prepare } from './prepare.ts'

/** One thing on the page, with the way to it from the document's root. */
export type Item = {
  readonly key: string
  readonly path: readonly string[]
  readonly name: string
} & (
  | { readonly kind: 'server'; readonly server: ServerInterface }
  | {
      readonly kind: 'operation'
      readonly operation: OperationInterface
      readonly channel: ChannelInterface | undefined
      readonly verb: string
    }
  | { readonly kind: 'channel'; readonly channel: ChannelInterface }
  | { readonly kind: 'message'; readonly message: MessageInterface }
  | { readonly kind: 'schema'; readonly schema: SchemaInterface }
)

export interface Section {
  readonly title: string
  readonly items: readonly Item[]
}

export interface Model {
  readonly document: AsyncAPIDocumentInterface
  readonly title: string
  readonly version: string
  readonly isVersion2: boolean
  readonly sections: readonly Section[]
}

/** What the page shows of a graph; throws where AsyncAPI's model cannot read it. */
export function modelOf(graph: Graph): Model {
  const parsed = decode(graph)
  if (!isBag(parsed)) throw new Error('The document is no mapping.')
  // The model takes for granted that each of these is there.
  if (!isBag(parsed['info'])) parsed['info'] = {}
  prepare(parsed)
  const document = createAsyncAPIDocument(createDetailedAsyncAPI(parsed as unknown as AsyncAPIObject, ''))
  const isVersion2 = String(parsed['asyncapi']).startsWith('2.')
  // While one types, a name may be anything.
  const item = <Kind extends object>(name: string, way: readonly string[], kind: Kind) => {
    const path = way.map(String)
    return { key: formatPointer(path), path, name: typeof name === 'string' ? name : JSON.stringify(name), ...kind }
  }
  const operations = document.operations().all()
  const covered = new Set<unknown>()
  const sections: Section[] = [
    {
      title: 'Servers',
      items: document
        .servers()
        .all()
        .map((server) => item(server.id(), ['servers', server.id()], { kind: 'server' as const, server })),
    },
    {
      title: 'Operations',
      items: operations.map((operation) => {
        const [channel] = operation.channels().all()
        covered.add(channel?.json())
        const path = isVersion2 ? ['channels', channel?.id() ?? '', operation.action()] : ['operations', operation.id() ?? '']
        const name = isVersion2 ? (channel?.address() ?? channel?.id() ?? '') : (operation.id() ?? '')
        return item(name, path, { kind: 'operation' as const, operation, channel, verb: operation.action() })
      }),
    },
    {
      title: 'Channels',
      items: document
        .channels()
        .all()
        .filter((channel) => !covered.has(channel.json()))
        .map((channel) => item(channel.id(), ['channels', channel.id()], { kind: 'channel' as const, channel })),
    },
    {
      title: 'Messages',
      items: document
        .components()
        .messages()
        .all()
        .map((message) => item(message.id(), ['components', 'messages', message.id()], { kind: 'message' as const, message })),
    },
    {
      title: 'Schemas',
      items: document
        .components()
        .schemas()
        .all()
        .map((schema) => item(schema.id(), ['components', 'schemas', schema.id()], { kind: 'schema' as const, schema })),
    },
  ]
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
  return {
    document,
    title: text(parsed['info'] && (parsed['info'] as { title?: unknown }).title),
    version: text((parsed['info'] as { version?: unknown }).version),
    isVersion2,
    sections: sections.filter(({ items }) => items.length > 0),
  }
}
