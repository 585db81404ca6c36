import { nameOf, row, versionsWith } from '../../../spec/kinds.ts'
import type { JsonType, KindId, Literal } from '../../../spec/row.ts'
import type { SpecVersion } from '../../../spec/versions.ts'
import type { Defect } from './defect.ts'

/** One plain sentence, or two, for a defect at a path from the root. */
export function say(defect: Defect, path: readonly string[], version: SpecVersion | undefined): string {
  const it = subject(path)
  switch (defect.kind) {
    case 'unknown-key':
      return unknownKey(defect.key, defect.suggestion, defect.of, path, version)
    case 'reference-not-allowed':
      return `${owner(defect.of, path.slice(0, -1))} cannot be a reference${version === undefined ? '' : ` in AsyncAPI ${version}`}.`
    case 'forbidden-key':
      return `${quoted(defect.key)} does not go with ${condition(defect.of) ?? 'the other keys here'}.`
    case 'missing-key':
      return `${owner(defect.of, path)} needs ${alternatives(defect.keys.map(quoted))}.`
    case 'wrong-type':
      return `${it} must be ${alternatives(types(defect.expected))}, not ${typeNames[defect.found]}.`
    case 'no-reference':
      return `${it} must be a reference, such as { "$ref": "#/…" }${defect.found === 'object' ? '; it cannot be written out here' : `, not ${typeNames[defect.found]}`}.`
    case 'bad-value':
      return `${it} must be ${alternatives(defect.allowed.map(literal))}.${meant(defect.suggestion)}`
    case 'excluded-value':
      return `${it} may not have this value here.`
    case 'pattern':
      return `${it} must match the pattern ${quoted(defect.pattern)}.`
    case 'format':
      return `${it} must be ${formatNames[defect.format] ?? defect.format}.`
    case 'range':
      return `${it} must ${range(defect.what, defect.bound, defect.limit)}.`
    case 'repeated-item':
      return 'This item is in the list already.'
  }
}

function unknownKey(
  key: string,
  suggestion: string | undefined,
  of: KindId,
  path: readonly string[],
  version: SpecVersion | undefined,
): string {
  const name = nameOf(of)
  const elsewhere = suggestion === undefined && name !== undefined ? versionsWith(name, key) : []
  const known = version === undefined || elsewhere.length === 0 ? '' : ` in AsyncAPI ${version}; ${spanOf(elsewhere)} has it`
  return `Unknown key ${quoted(key)} in ${lowered(owner(of, path.slice(0, -1)))}${known}.${meant(suggestion)}`
}

/** The value that makes this alternative the one that counts, such as `destinationType: topic`. */
function condition(alternative: KindId): string | undefined {
  for (const [key, kind] of Object.entries(row(alternative).properties ?? {})) {
    const { enum: values = [] } = row(kind)
    if (values.length === 1) return quoted(`${key}: ${String(values[0])}`)
  }
  return undefined
}

function spanOf(versions: readonly SpecVersion[]): string {
  const [first] = versions
  const last = versions.at(-1)
  return first === last ? `only ${first}` : `${first} to ${last}`
}

function meant(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : ` Did you mean ${quoted(suggestion)}?`
}

/** What a node is called by where it stands. */
function subject(path: readonly string[]): string {
  const last = path.at(-1)
  if (last === undefined) return 'This'
  if (!/^\d+$/.test(last)) return quoted(last)
  const list = path.findLast((segment) => !/^\d+$/.test(segment))
  return list === undefined ? 'This item' : `An item of ${quoted(list)}`
}

/** What a mapping is called by what it is. */
function owner(kind: KindId, path: readonly string[]): string {
  const name = nameOf(kind)
  if (name === undefined) return subject(path)
  if (name === 'document' || name === 'info') return `The ${name}`
  if (securitySchemes.has(name)) return 'A security scheme'
  const [bare = '', version] = name.split('@')
  const [first = '', ...rest] = bare.split('-')
  const words = rest.length > 0 ? [protocolNames[first] ?? first, ...rest] : [first.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()]
  const phrase = words.join(' ')
  if (phrase.endsWith('s')) return `The ${phrase}`
  return `${/^[aeioA]|^(?:HTTP|IBM|MQTT|NATS|SNS|SQS)/.test(phrase) ? 'An' : 'A'} ${phrase}${version === undefined ? '' : ` (${version})`}`
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

const securitySchemes: ReadonlySet<string> = new Set(
  'userPassword apiKey X509 symmetricEncryption asymmetricEncryption http httpBearer httpApiKey oauth2 openIdConnect plain scram gssapi'.split(
    ' ',
  ),
)

/** Protocols as people write them; others stay as the bindings call them. */
const protocolNames: Readonly<Record<string, string>> = {
  amqp: 'AMQP',
  anypointmq: 'Anypoint MQ',
  googlepubsub: 'Google Pub/Sub',
  http: 'HTTP',
  ibmmq: 'IBM MQ',
  jms: 'JMS',
  kafka: 'Kafka',
  mqtt: 'MQTT',
  nats: 'NATS',
  pulsar: 'Pulsar',
  ros2: 'ROS 2',
  sns: 'SNS',
  solace: 'Solace',
  sqs: 'SQS',
  websockets: 'WebSocket',
}

const typeNames: Readonly<Record<JsonType, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'a boolean',
  null: 'null',
}

function types(expected: readonly JsonType[]): string[] {
  return [...new Set(expected)].map((type) => typeNames[type])
}

const formatNames: Readonly<Record<string, string>> = {
  uri: 'a URI with a scheme, such as https://example.com',
  'uri-reference': 'a URI or a relative reference',
  'uri-template': 'a URI template: no spaces, and braces only around names',
  email: 'an email address',
  'asyncapi-name': 'made of letters, digits, _ and - only',
}

function range(what: 'value' | 'length' | 'items', bound: 'least' | 'most' | 'above', limit: number): string {
  if (what === 'value') return bound === 'above' ? `be above ${limit}` : `be at ${bound} ${limit}`
  if (limit === 1 && bound === 'least') return 'not be empty'
  return `have at ${bound} ${limit} ${what === 'items' ? 'items' : 'characters'}`
}

function literal(value: Literal): string {
  return typeof value === 'string' ? quoted(value) : String(value)
}

function quoted(text: string): string {
  return `"${text.length > 100 ? `${text.slice(0, 100)}…` : text}"`
}

const SHOWN = 15

function alternatives(texts: readonly string[]): string {
  const shown = texts.length > SHOWN ? [...texts.slice(0, SHOWN - 1), `${texts.length - SHOWN + 1} more`] : texts
  const last = shown.at(-1) ?? ''
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} or ${last}`
}
