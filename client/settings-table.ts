/** A setting as `package.json` contributes it, a JSON Schema with VS Code's own keywords; texts are keys of `package.nls.json`. */
export interface Setting {
  readonly type: 'string' | 'boolean' | 'array' | 'object'
  readonly default: unknown
  readonly scope: 'window' | 'resource'
  readonly order: number
  readonly markdownDescription: string
  readonly enum?: readonly string[]
  readonly enumDescriptions?: readonly string[]
  readonly items?: Readonly<Record<string, unknown>>
  readonly properties?: Readonly<Record<string, unknown>>
  readonly additionalProperties?: unknown
  readonly uniqueItems?: boolean
}

export const severities = ['error', 'warning', 'info', 'hint', 'off'] as const

const names = (key: string, usual: readonly string[]) => ({
  type: 'array',
  items: { type: 'string', minLength: 1 },
  uniqueItems: true,
  default: usual,
  markdownDescription: `%setting.envelope.${key}%`,
})

/** The usual names for the parts of an envelope, CloudEvents' first; what the rules look for where nothing is set. */
const envelopeNames = {
  id: ['id', 'eventId', 'messageId'],
  time: ['time', 'occurredAt', 'occurredOn', 'timestamp', 'eventTime', 'sentAt', 'publishedAt'],
  sequence: ['sequence', 'sequenceNumber', 'aggregateVersion', 'revision'],
  version: ['version', 'schemaVersion', 'eventVersion', 'dataschema'],
  causation: ['causationId'],
} as const

/** By their whole name. The rules' ids and texts come into `rules` from the rules themselves. */
export const settings = {
  'asyncapiEventSource.extends': {
    type: 'string',
    enum: ['recommended', 'strict'],
    enumDescriptions: ['%setting.extends.recommended%', '%setting.extends.strict%'],
    default: 'recommended',
    scope: 'resource',
    order: 1,
    markdownDescription: '%setting.extends%',
  },
  'asyncapiEventSource.rules': {
    type: 'object',
    default: {},
    additionalProperties: { type: 'string', enum: severities },
    scope: 'resource',
    order: 2,
    markdownDescription: '%setting.rules%',
  },
  'asyncapiEventSource.channels': {
    type: 'array',
    items: { type: 'string', minLength: 1 },
    uniqueItems: true,
    default: [],
    scope: 'resource',
    order: 3,
    markdownDescription: '%setting.channels%',
  },
  'asyncapiEventSource.envelope': {
    type: 'object',
    default: {},
    additionalProperties: false,
    properties: {
      id: names('id', envelopeNames.id),
      time: names('time', envelopeNames.time),
      sequence: names('sequence', envelopeNames.sequence),
      version: names('version', envelopeNames.version),
      causation: names('causation', envelopeNames.causation),
    },
    scope: 'resource',
    order: 4,
    markdownDescription: '%setting.envelope%',
  },
  'asyncapiEventSource.baseline': {
    type: 'string',
    default: '',
    scope: 'resource',
    order: 5,
    markdownDescription: '%setting.baseline%',
  },
  'asyncapiEventSource.recommendations': {
    type: 'boolean',
    default: false,
    scope: 'resource',
    order: 6,
    markdownDescription: '%setting.recommendations%',
  },
  'asyncapiEventSource.problems': {
    type: 'string',
    enum: ['workspace', 'open'],
    enumDescriptions: ['%setting.problems.workspace%', '%setting.problems.open%'],
    default: 'workspace',
    scope: 'window',
    order: 7,
    markdownDescription: '%setting.problems%',
  },
  'asyncapiEventSource.references.outsideWorkspace': {
    type: 'boolean',
    default: false,
    scope: 'resource',
    order: 8,
    markdownDescription: '%setting.references.outsideWorkspace%',
  },
  'asyncapiEventSource.references.remote': {
    type: 'boolean',
    default: false,
    scope: 'resource',
    order: 9,
    markdownDescription: '%setting.references.remote%',
  },
  'asyncapiEventSource.codeLens': {
    type: 'boolean',
    default: true,
    scope: 'resource',
    order: 10,
    markdownDescription: '%setting.codeLens%',
  },
  'asyncapiEventSource.replay.singleKeys': {
    type: 'boolean',
    default: true,
    scope: 'window',
    order: 10,
    markdownDescription: '%setting.replay.singleKeys%',
  },
  'asyncapiEventSource.trace.server': {
    type: 'string',
    enum: ['messages', 'compact', 'verbose'],
    default: 'messages',
    scope: 'window',
    order: 11,
    markdownDescription: '%setting.trace.server%',
  },
} as const satisfies Readonly<Record<`asyncapiEventSource.${string}`, Setting>>

/** Settings of the workspace itself that count only once the person trusts it. */
export const restrictedSettings = [
  'asyncapiEventSource.baseline',
  'asyncapiEventSource.references.outsideWorkspace',
  'asyncapiEventSource.references.remote',
] as const satisfies readonly (keyof typeof settings)[]
