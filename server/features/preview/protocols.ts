import type { Channel } from '../../model/channel.ts'

const names: Readonly<Record<string, string>> = {
  kafka: 'Kafka',
  'kafka-secure': 'Kafka',
  nats: 'NATS',
  pulsar: 'Pulsar',
  googlepubsub: 'Pub/Sub',
  amqp: 'AMQP',
  mqtt: 'MQTT',
  http: 'HTTP',
  https: 'HTTPS',
}

/** The protocols of a channel's servers as people write them, each once. */
export function protocolsOf(channel: Channel): string[] {
  const written = channel.servers.flatMap((server) => server?.protocol ?? [])
  return [...new Set(written.map((one) => (Object.hasOwn(names, one) ? (names[one] ?? one) : one)))]
}
