/** A workspace of event sources and the applications around them, for the map: texts by path. */
export interface StreamPlan {
  /** Where its document lies. */
  readonly path: string
  readonly key: string
  readonly address: string
  readonly protocol?: string
  /** In milliseconds; -1 is for ever. */
  readonly retention?: number
  readonly compacted?: boolean
  readonly events: readonly string[]
  /** So many of its events lack a correlation id. */
  readonly uncorrelated?: number
}

export interface ApplicationPlan {
  readonly path: string
  readonly title: string
  /** Streams by key; without events it is about all of them. */
  readonly appends?: Readonly<Record<string, readonly string[]>>
  readonly reads?: Readonly<Record<string, readonly string[]>>
  /** Streams that it writes out again instead of referring to them. */
  readonly copies?: readonly string[]
}

/** The texts of a plan. */
export function written(streams: readonly StreamPlan[], applications: readonly ApplicationPlan[]): Record<string, string> {
  const byKey = new Map(streams.map((stream) => [stream.key, stream]))
  return Object.fromEntries([
    ...streams.map((stream) => [stream.path, streamText(stream)]),
    ...applications.map((application) => [application.path, applicationText(application, byKey)]),
  ])
}

function streamText(stream: StreamPlan): string {
  const { key, address } = stream
  return `asyncapi: 3.0.0
info: { title: ${key}, version: 1.0.0 }
servers: { main: { host: 'events.example.com:9092', protocol: ${stream.protocol ?? 'kafka'} } }
channels:
  ${key}:
    address: ${address}
    x-event-source: true
${set(stream).channel}${set(stream).components}`
}

function set({ address, retention = -1, compacted, protocol = 'kafka', events, uncorrelated = 0 }: StreamPlan): {
  readonly channel: string
  readonly components: string
} {
  const id = `${address.split('.').at(-1)}Id`
  const policy = compacted ? '[compact, delete]' : '[delete]'
  const binding = `    bindings: { kafka: { topicConfiguration: { cleanup.policy: ${policy}, retention.ms: ${retention} } } }\n`
  const message = (name: string, index: number) => `    ${name}:
${index >= events.length - uncorrelated ? '' : `      correlationId: { location: '$message.payload#/${id}' }\n`}      bindings: { kafka: { key: { type: string, format: uuid } } }
      payload:
        type: object
        required: [id, time, type, ${id}]
        properties:
          id: { type: string, format: uuid }
          time: { type: string, format: date-time }
          type: { const: ${name} }
          ${id}: { type: string, format: uuid }
          note: { type: string, maxLength: 200 }
`
  const listed = events.map((name) => `      ${name}: { $ref: '#/components/messages/${name}' }\n`).join('')
  const written = `components:\n  messages:\n${events.map(message).join('')}`
  return { channel: `${protocol === 'kafka' ? binding : ''}    messages:\n${listed}`, components: written }
}

function applicationText(
  { path, title, appends = {}, reads = {}, copies = [] }: ApplicationPlan,
  streams: ReadonlyMap<string, StreamPlan>,
): string {
  const up = '../'.repeat(path.split('/').length - 1) || './'
  const copied = copies.flatMap((key) => streams.get(key) ?? []).slice(0, 1)
  const used = [...new Set([...Object.keys(appends), ...Object.keys(reads)])]
  const channel = (key: string) => {
    const stream = streams.get(key)
    if (!stream) return ''
    if (copies.includes(key)) return `  ${key}:\n    address: ${stream.address}\n${set(stream).channel}`
    return `  ${key}: { $ref: '${up}${stream.path}#/channels/${key}' }\n`
  }
  const operation =
    (action: string) =>
    ([key, events]: [string, readonly string[]]) =>
      `  ${action}${key}:
    action: ${action}
    channel: { $ref: '#/channels/${key}' }
${events.length === 0 ? '' : `    messages: [${events.map((name) => `{ $ref: '#/channels/${key}/messages/${name}' }`).join(', ')}]\n`}`
  return `asyncapi: 3.0.0
info: { title: ${title}, version: 1.0.0 }
servers: { main: { host: 'events.example.com:9092', protocol: kafka } }
channels:
${used.map(channel).join('')}operations:
${Object.entries(appends).map(operation('send')).join('')}${Object.entries(reads).map(operation('receive')).join('')}${copied.map((stream) => set(stream).components).join('')}`
}

const domains: Readonly<Record<string, string>> = {
  billing: 'Invoice Payment Refund Dunning Tax Mandate Payout',
  catalog: 'Product Price Category Stock Supplier Media Review Bundle',
  customers: 'Account Consent Address Loyalty Segment Identity',
  fulfilment: 'Shipment Parcel Route Dock Carrier Return Label Pick',
  fraud: 'Case Score Rule Alert',
  ledger: 'Entry Journal Balance Period Posting Closing',
  marketing: 'Campaign Newsletter Coupon Audience Visit',
  orders: 'Order Basket Quote Wish Subscription Gift Dispute',
  support: 'Ticket Call Chat Complaint Survey Article',
  workforce: 'Shift Leave Contract',
}
const verbs = 'Opened Confirmed Changed ItemAdded ItemRemoved Paid Split Merged Paused Resumed Closed Archived'.split(' ')
const roles = 'service worker gateway portal desk insight sync'.split(' ')

/** So many documents: one in three an event source, the others applications that append to one or read a few. */
export function landscape(documents: number): Record<string, string> {
  const names = Object.entries(domains).flatMap(([domain, nouns]) => nouns.split(' ').map((noun) => ({ domain, noun })))
  const wanted = Math.ceil(documents / 3)
  const streams = Array.from({ length: wanted }, (_, index): StreamPlan => {
    const { domain = '', noun = '' } = names[index % names.length] ?? {}
    const again = Math.floor(index / names.length)
    const name = `${noun}${again || ''}`
    return {
      path: `${domain}/${name.toLowerCase()}/asyncapi.yaml`,
      key: `${name}${index % 5 === 2 ? 'History' : 'Events'}`,
      address: `${domain}.${name.toLowerCase()}`,
      protocol: ['kafka', 'kafka', 'kafka', 'nats', 'pulsar'][index % 5] ?? 'kafka',
      retention: [-1, -1, 31_536_000_000, 604_800_000, -1, -1][index % 6] ?? -1,
      compacted: index % 11 === 4,
      events: verbs.slice(0, 2 + ((index * 7) % 10)).map((verb) => `${name}${verb}`),
      uncorrelated: index % 7 === 3 ? 1 + (index % 2) : 0,
    }
  })
  const applications = Array.from({ length: documents - wanted }, (_, index): ApplicationPlan => {
    const home = streams[index % streams.length]
    const domain = home?.path.split('/')[0] ?? ''
    const isWriter = index < streams.length
    const read = isWriter ? [] : [0, 1, 2].slice(0, 1 + (index % 3)).flatMap((step) => streams[(index + step * 4) % streams.length] ?? [])
    const role = `${roles[index % roles.length]}${index < roles.length * 10 ? '' : ` ${Math.floor(index / 70)}`}`
    return {
      path: `${domain}/apps/${role.replaceAll(' ', '-')}-${index}.yaml`,
      title: `${domain} ${role}`,
      appends: isWriter && home ? { [home.key]: [] } : {},
      reads: Object.fromEntries(read.map(({ key, events }, nth) => [key, nth === 0 ? [] : events.slice(0, 2)])),
    }
  })
  return written(streams, applications)
}
