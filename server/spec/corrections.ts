/** A schema of @asyncapi/specs with its definitions, as data. */
export type Bundle = { definitions: Record<string, Json>; [keyword: string]: unknown }
export type Json = { [key: string]: unknown }

/**
 * Where the schemas of @asyncapi/specs say something else than the specification's text. Applied before the table is generated; what is
 * generated is held to a validator over the corrected schema. `apply` returns how many places it changed: 0 for every version means that the
 * source has mended it, and a test says so.
 */
export interface Correction {
  readonly id: string
  readonly why: string
  readonly apply: (bundle: Bundle, version: string, bindings: Bindings) => number
}

/** Every binding schema of the package: protocol → `server`, `channel`, `operation` or `message` → version → schema. */
export type Bindings = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Json>>>>>>

const home = 'http://asyncapi.com/definitions'

/** Every object of a schema, parents first. */
function each(value: unknown, visit: (object: Json) => void): void {
  if (Array.isArray(value)) for (const item of value) each(item, visit)
  else if (typeof value === 'object' && value !== null) {
    visit(value as Json)
    for (const inner of Object.values(value)) each(inner, visit)
  }
}

function definition(bundle: Bundle, version: string, name: string): Json | undefined {
  return bundle.definitions[`${home}/${version}/${name}.json`]
}

function properties(schema: Json | undefined): Record<string, Json> {
  return (schema?.['properties'] ?? {}) as Record<string, Json>
}

function ref(version: string, name: string): Json {
  return { $ref: `${home}/${version}/${name}.json` }
}

function orReference(version: string, schema: Json): Json {
  return { oneOf: [ref(version, 'Reference'), schema] }
}

const isV3 = (version: string): boolean => version.startsWith('3.')
const places = ['server', 'channel', 'operation', 'message'] as const

/** The kind that a version's definition describes holds `bindings` of this place. */
const holders: Readonly<Record<string, (typeof places)[number]>> = {
  server: 'server',
  channelItem: 'channel',
  operation: 'operation',
  operationTrait: 'operation',
  message: 'message',
  messageTrait: 'message',
}
/** What a protocol is called in `bindings`, where its folder is called otherwise. */
const protocolKeys: Readonly<Record<string, string>> = { websockets: 'ws' }

function newestFirst(versions: readonly string[]): string[] {
  return [...versions].sort((first, second) => second.localeCompare(first, 'en', { numeric: true }))
}

function bindingId(protocol: string, version: string, place: string): string {
  return `http://asyncapi.com/bindings/${protocol}/${version}/${place}.json`
}

function when(version: string, then: Json): Json {
  return { if: { required: ['bindingVersion'], properties: { bindingVersion: { const: version } } }, then }
}

/** A binding of a 2.x document: of its own version; of any that is known without one; of an unknown one, as old documents have, unchecked. */
function anyVersion(protocol: string, place: string, versions: readonly string[]): Json {
  const refs = newestFirst(versions).map((version) => [version, { $ref: bindingId(protocol, version, place) }] as const)
  return {
    type: 'object',
    properties: { bindingVersion: { type: 'string' } },
    allOf: [
      { if: { not: { required: ['bindingVersion'] } }, then: { anyOf: refs.map(([, schema]) => schema) } },
      ...refs.map(([version, schema]) => when(version, schema)),
    ],
  }
}

function bindings2(bundle: Bundle, version: string, bindings: Bindings): number {
  if (isV3(version)) return 0
  const protocols = Object.keys(properties(definition(bundle, version, 'bindingsObject')))
  for (const place of places) {
    const known = Object.entries(bindings).flatMap(([protocol, byPlace]) => {
      const byVersion = byPlace[place]
      return byVersion ? [[protocol, byVersion] as const] : []
    })
    for (const [protocol, byVersion] of known) {
      for (const [number, schema] of Object.entries(byVersion)) {
        const own = JSON.stringify(schema).replaceAll(/definitions\/3\.\d\.0\//g, `definitions/${version}/`)
        bundle.definitions[bindingId(protocol, number, place)] = asWritten(JSON.parse(own) as Json, protocol, place)
      }
    }
    const choices = known.map(
      ([protocol, byVersion]) =>
        [protocolKeys[protocol] ?? protocol, orReference(version, anyVersion(protocol, place, Object.keys(byVersion)))] as const,
    )
    bundle.definitions[`${home}/${version}/${place}BindingsObject.json`] = {
      $id: `${home}/${version}/${place}BindingsObject.json`,
      type: 'object',
      properties: {
        $ref: ref(version, 'ReferenceObject'),
        ...Object.fromEntries(protocols.map((protocol) => [protocol, {}])),
        ...Object.fromEntries(choices),
      },
    }
  }
  let changed = 0
  for (const [name, place] of Object.entries(holders)) {
    each(definition(bundle, version, name), (object) => {
      const bindingsOf = (object['bindings'] as Json | undefined)?.['$ref']
      if (typeof bindingsOf !== 'string' || !bindingsOf.endsWith('/bindingsObject.json')) return
      object['bindings'] = orReference(version, ref(version, `${place}BindingsObject`))
      changed++
    })
  }
  for (const place of places) {
    const component = properties(definition(bundle, version, 'components'))[`${place}Bindings`]
    if (component) component['additionalProperties'] = orReference(version, ref(version, `${place}BindingsObject`))
  }
  return changed
}

/** Where the text of a binding is wider than its schema, which documents of 2.x were never held to. */
function asWritten(schema: Json, protocol: string, place: string): Json {
  if (protocol === 'kafka' && place === 'operation') {
    for (const key of ['groupId', 'clientId']) {
      const property = properties(schema)[key]
      if (property?.['$ref'] !== undefined) properties(schema)[key] = { anyOf: [{ type: 'string' }, property] }
    }
  }
  // Gone from the binding, but not from the documents.
  if (protocol === 'amqp' && place === 'operation') properties(schema)['replyTo'] = { type: 'string' }
  // "When `is`=`queue`, this object defines the queue properties": neither needed nor forbidden otherwise.
  if (protocol === 'amqp' && place === 'channel') delete schema['oneOf']
  if (protocol === 'googlepubsub' && place === 'channel') delete schema['required']
  return schema
}

export const corrections: readonly Correction[] = [
  {
    id: 'bindings-by-version',
    why: 'In 2.x the schema lets every binding pass. The bindings have schemas of their own, which say what each version of them allows.',
    apply: bindings2,
  },
  {
    id: 'newer-bindings',
    why: 'The schema of 3.x lags behind the bindings: the newest versions of some are published and not listed.',
    apply: (bundle, version, bindings) => {
      if (!isV3(version)) return 0
      let changed = 0
      for (const [protocol, byPlace] of Object.entries(bindings)) {
        for (const [place, byVersion] of Object.entries(byPlace)) {
          const choice = properties(definition(bundle, version, `${place}BindingsObject`))[protocolKeys[protocol] ?? protocol]
          const listed = properties(choice)['bindingVersion']?.['enum'] as string[] | undefined
          if (!choice || !listed) continue
          const newest = newestFirst(listed)[0] ?? ''
          for (const number of Object.keys(byVersion)) {
            if (listed.includes(number) || newestFirst([number, newest])[0] === newest) continue
            bundle.definitions[bindingId(protocol, number, place)] = structuredClone(byVersion[number] ?? {})
            listed.push(number)
            ;(choice['allOf'] as Json[]).push(when(number, { $ref: bindingId(protocol, number, place) }))
            changed++
          }
        }
      }
      return changed
    },
  },
  {
    id: 'reserved-bindings',
    why: 'The text lists `mqtt5` and `mercure` among the bindings of 3.x, and `ros2` on channels and messages from 3.1.',
    apply: (bundle, version) => {
      if (!isV3(version)) return 0
      let changed = 0
      for (const place of places) {
        const known = properties(definition(bundle, version, `${place}BindingsObject`))
        for (const key of ['mqtt5', 'mercure', ...(version === '3.0.0' ? [] : ['ros2'])]) {
          if (known[key] !== undefined) continue
          known[key] = {}
          changed++
        }
      }
      return changed
    },
  },
  {
    id: 'misspelt-in-bindings',
    why: 'Solace 0.2.0 has `msgVpn`, ROS 2 has the reliability `reliable`; the schemas have typing errors there.',
    apply: (bundle) => {
      let changed = 0
      const server = properties(bundle.definitions[bindingId('solace', '0.2.0', 'server')])
      if (server['msvVpn'] !== undefined && server['msgVpn'] === undefined) {
        server['msgVpn'] = server['msvVpn']
        changed++
      }
      const policies = properties(bundle.definitions[bindingId('ros2', '0.1.0', 'operation')])['qosPolicies']
      const reliability = properties(policies)['reliability']?.['enum'] as string[] | undefined
      if (reliability?.includes('realiable') && !reliability.includes('reliable')) {
        reliability.push('reliable')
        changed++
      }
      return changed
    },
  },
  {
    id: 'mqtt-qos',
    why: 'MQTT has the qualities of service 0, 1 and 2; the first version of its operation binding says so in words only.',
    apply: (bundle) => {
      const qos = properties(bundle.definitions[bindingId('mqtt', '0.1.0', 'operation')])['qos']
      if (qos === undefined || qos['enum'] !== undefined) return 0
      qos['enum'] = [0, 1, 2]
      return 1
    },
  },
  {
    id: 'object-schemas',
    why: 'HTTP and WebSocket bindings: the schemas of query and headers must be of type object.',
    apply: (bundle, version) => {
      let changed = 0
      for (const [id, schema] of Object.entries(bundle.definitions)) {
        if (!/\/bindings\/(http|websockets)\//.test(id)) continue
        for (const key of ['query', 'headers']) {
          const property = properties(schema)[key]
          if (property === undefined) continue
          const alternatives = property['oneOf'] as Json[] | undefined
          const inline = alternatives?.find((one) => String(one['$ref']).endsWith('/schema.json')) ?? property
          const narrowed = { allOf: [inline, { properties: { type: { const: 'object' } } }] }
          properties(schema)[key] = alternatives ? orReference(isV3(version) ? '3.0.0' : version, narrowed) : narrowed
          changed++
        }
      }
      return changed
    },
  },
  {
    id: 'trait-references',
    why: 'From 2.3 on the text allows references in `components.operationTraits` and `components.messageTraits`.',
    apply: (bundle, version) => {
      if (isV3(version) || version < '2.3.0') return 0
      const components = properties(definition(bundle, version, 'components'))
      let changed = 0
      for (const [key, name] of [
        ['operationTraits', 'operationTrait'],
        ['messageTraits', 'messageTrait'],
      ] as const) {
        const map = components[key]
        if ((map?.['additionalProperties'] as Json | undefined)?.['$ref'] === undefined || !map) continue
        map['additionalProperties'] = orReference(version, ref(version, name))
        changed++
      }
      return changed
    },
  },
  {
    id: 'component-keys',
    why: 'A component whose key has other characters than the text wants is accepted unchecked. It is a component all the same.',
    apply: (bundle, version) => {
      let changed = 0
      for (const map of Object.values(properties(definition(bundle, version, 'components')))) {
        const [only, ...more] = Object.values((map['patternProperties'] ?? {}) as Record<string, Json>)
        if (only === undefined || more.length > 0) continue
        delete map['patternProperties']
        map['additionalProperties'] = only
        changed++
      }
      return changed
    },
  },
  {
    id: 'maps-by-reference',
    why: 'People keep all channels, or all schemas, in a file of its own and refer to it as a whole. The text has no word for that, and every tool takes it.',
    apply: (bundle, version) => {
      const components = properties(definition(bundle, version, 'components'))
      const named = ['servers', 'channels', 'operations', 'channelMessages', 'parameters', 'serverVariables', 'schemas', 'messages']
      let changed = 0
      for (const map of [...named.map((name) => definition(bundle, version, name)), ...Object.values(components)]) {
        if (typeof map?.['additionalProperties'] !== 'object' || map['properties'] !== undefined) continue
        map['properties'] = { $ref: ref(version, 'ReferenceObject') }
        changed++
      }
      return changed
    },
  },
  {
    id: 'names-of-2x',
    why: 'In 2.x the names of servers and of channel parameters must match `^[A-Za-z0-9_\\-]+$`.',
    apply: (bundle, version) => {
      if (isV3(version)) return 0
      let changed = 0
      const channel = properties(definition(bundle, version, 'channelItem'))
      for (const [owner, key] of [
        [bundle['properties'] as Record<string, Json>, 'servers'],
        [channel, 'parameters'],
      ] as const) {
        const plain = owner[key]
        if (plain === undefined || plain['propertyNames'] !== undefined) continue
        owner[key] = { allOf: [plain, { propertyNames: { type: 'string', format: 'asyncapi-name' } }] }
        changed++
      }
      return changed
    },
  },
  {
    id: 'boolean-payload',
    why: 'In 3.x a boolean is a schema too; the schema asks `schema` of whatever is no object.',
    apply: (bundle, version) => {
      const test = definition(bundle, version, 'anySchema')?.['if'] as Json | undefined
      if (!test || test['type'] !== undefined) return 0
      test['type'] = 'object'
      return 1
    },
  },
  {
    id: 'foreign-schema-by-reference',
    why: 'In 2.x a payload in Avro or OpenAPI may be a reference to a file in that format.',
    apply: (bundle, version) => {
      if (isV3(version)) return 0
      let changed = 0
      each(definition(bundle, version, 'message'), (object) => {
        const foreign = (object['payload'] as Json | undefined)?.['$ref']
        if (typeof foreign !== 'string' || !/avroSchema|openapiSchema/.test(foreign)) return
        object['payload'] = orReference(version, { $ref: foreign })
        changed++
      })
      return changed
    },
  },
  {
    id: 'avro-full-names',
    why: 'Avro names its types, and their aliases, with or without their namespace (Avro 1.9, "Names").',
    apply: (bundle) => {
      let changed = 0
      for (const [id, schema] of Object.entries(bundle.definitions)) {
        const name = id.endsWith('/avroSchema_v1.json') ? (schema['definitions'] as Record<string, Json>)['name'] : undefined
        if (name?.['pattern'] !== '^[A-Za-z_][A-Za-z0-9_]*$') continue
        name['pattern'] = '^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$'
        changed++
      }
      return changed
    },
  },
  {
    id: 'patterns-of-other-engines',
    why: 'A `pattern` should be a regular expression of ECMA-262; those of other engines, such as `(?i)a`, are allowed.',
    apply: (bundle) => {
      let changed = 0
      each(bundle.definitions, (object) => {
        if (object['format'] !== 'regex') return
        delete object['format']
        changed++
      })
      return changed
    },
  },
  {
    id: 'readable-references',
    why: 'A `$ref` with a bare `{` or space is written everywhere and resolves; whether it does is told by another rule.',
    apply: (bundle) => {
      let changed = 0
      each(bundle.definitions, (object) => {
        const own = /ReferenceObject\.json$/.test(String(object['$id'])) ? object : (object['$ref'] as Json | undefined)
        if (typeof own !== 'object' || own['format'] !== 'uri-reference') return
        delete own['format']
        changed++
      })
      return changed
    },
  },
  {
    id: 'reference-targets',
    why: 'The schema does not say what a place that allows only references refers to.',
    apply: (bundle, version) => {
      if (!isV3(version)) return 0
      let changed = 0
      const aim = (owner: Record<string, Json>, key: string, name: string): void => {
        const property = owner[key]
        const reference = (property?.['items'] as Json | undefined) ?? property
        if (reference?.['$ref'] === undefined) return
        reference['x-target'] = `${home}/${version}/${name}.json`
        changed++
      }
      aim(properties(definition(bundle, version, 'channel')), 'servers', 'server')
      for (const name of ['operation', 'operationReply']) {
        aim(properties(definition(bundle, version, name)), 'channel', 'channel')
        aim(properties(definition(bundle, version, name)), 'messages', 'messageObject')
      }
      return changed
    },
  },
  {
    id: 'one-of-is-any-of',
    why: 'Some alternatives overlap: a reference that is a schema too, a 2.x parameter that is a reference. The text means any of them.',
    apply: (bundle) => {
      let changed = 0
      each(bundle, (object) => {
        if (!Array.isArray(object['oneOf']) || object['anyOf'] !== undefined) return
        object['anyOf'] = object['oneOf']
        delete object['oneOf']
        changed++
      })
      return changed
    },
  },
]

/** The schema of a version as the specification's text means it. The source is left as it is. */
export function corrected(source: unknown, version: string, bindings: Bindings): Bundle {
  const bundle = structuredClone(source) as Bundle
  for (const correction of corrections) correction.apply(bundle, version, bindings)
  return bundle
}
