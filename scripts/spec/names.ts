const renamed: Readonly<Record<string, string>> = {
  asyncapi: 'document',
  channelItem: 'channel',
  messageObject: 'message',
  messageExampleObject: 'messageExample',
  SecurityScheme: 'securityScheme',
  SecurityRequirement: 'securityRequirement',
  'draft-07': 'jsonSchema',
  avroSchema_v1: 'avroSchema',
  openapiSchema_3_0: 'openapiSchema',
  APIKeyHTTPSecurityScheme: 'httpApiKey',
  BearerHTTPSecurityScheme: 'httpBearer',
  NonBearerHTTPSecurityScheme: 'http',
  HTTPSecurityScheme: 'httpSecurityScheme',
  SaslSecurityScheme: 'saslSecurityScheme',
  SaslPlainSecurityScheme: 'plain',
  SaslScramSecurityScheme: 'scram',
  SaslGssapiSecurityScheme: 'gssapi',
  oauth2Flows: 'oauth2',
  oauth2Flow: 'oauthFlow',
}

/** A kind's name for the `$id` of its definition; `undefined` for what is no kind of its own. */
export function nameOf(id: string): string | undefined {
  const binding = /\/bindings\/([^/]+)\/([^/]+)\/([^/]+)\.json$/.exec(id)
  if (binding) return `${binding[1]}-${binding[3]}-binding@${binding[2]}`
  if (id.startsWith('http://json-schema.org/')) return 'jsonSchema'
  const definition = /\/definitions\/[^/]+\/([^/]+)\.json$/.exec(id)?.[1]
  if (definition === undefined || definition === 'specificationExtension' || definition.startsWith('Reference')) return undefined
  return renamed[definition] ?? definition.replace(/Object$/, '')
}
