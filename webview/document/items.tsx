import type { ChannelInterface } from '@asyncapi/parser'
import { Bindings } from '@asyncapi/react-component/lib/esm/components/Bindings'
import { Extensions } from '@asyncapi/react-component/lib/esm/components/Extensions'
import { Message as ComponentMessage } from '@asyncapi/react-component/lib/esm/containers/Messages/Message'
import { Operation } from '@asyncapi/react-component/lib/esm/containers/Operations/Operation'
import { Server } from '@asyncapi/react-component/lib/esm/containers/Servers/Server'
import { CommonHelpers } from '@asyncapi/react-component/lib/esm/helpers/common'
import { SchemaHelpers } from '@asyncapi/react-component/lib/esm/helpers/schema'
import { Markdown } from './markdown.tsx'
import { Message } from './message.tsx'
import type { Item } from './model.ts'
import { Schema } from './schema.tsx'

/** One item as the component draws it. */
export function ItemView({ item }: { readonly item: Item }) {
  switch (item.kind) {
    case 'server':
      return <Server serverName={item.name} server={item.server} />
    case 'operation': {
      const { operation, channel } = item
      if (!channel) return <p className="cap">{item.name} names no channel that is there.</p>
      const address = channel.address() ?? ''
      return <Operation type={CommonHelpers.getOperationType(operation)} operation={operation} channelName={address} channel={channel} />
    }
    case 'channel':
      return <Channel name={item.name} channel={item.channel} />
    case 'message':
      return (
        <>
          <h3>{item.name}</h3>
          <ComponentMessage message={item.message} showExamples />
        </>
      )
    case 'schema':
      return <Schema schemaName={item.name} schema={item.schema} />
  }
}

/** A channel that no operation of the document uses. The component leaves it out, though it may be all that an event source's document says. */
function Channel({ name, channel }: { readonly name: string; readonly channel: ChannelInterface }) {
  const parameters = SchemaHelpers.parametersToSchema(channel.parameters())
  const messages = channel.messages().all()
  const address = channel.address()
  return (
    <>
      <h3>{name}</h3>
      {typeof address === 'string' && address !== name && (
        <p>
          <code>{address}</code>
        </p>
      )}
      {channel.hasDescription() && <Markdown>{channel.description()}</Markdown>}
      {parameters && <Schema schemaName="Parameters" schema={parameters} expanded />}
      <Bindings name="Channel specific information" bindings={channel.bindings()} />
      <Extensions name="Channel Extensions" item={channel} />
      {messages.length > 0 && (
        <ul>
          {messages.map((message, index) => (
            <li key={message.id()}>
              <Message message={message} index={index + 1} showExamples />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
