/**
 * What language a schema is written in, by the media type in `schemaFormat` (AsyncAPI 3.0, "Multi Format Schema Object",
 * table of schema formats). Parameters, structured suffixes and case do not matter, except where a version separates languages.
 */
export type SchemaLanguage = 'asyncapi' | 'json-schema' | 'avro' | 'openapi' | 'protobuf' | 'raml' | 'xml' | 'other'

const byMediaType: Readonly<Record<string, SchemaLanguage>> = {
  'application/vnd.aai.asyncapi': 'asyncapi',
  'application/schema': 'json-schema',
  'application/vnd.apache.avro': 'avro',
  'application/vnd.oai.openapi': 'openapi',
  'application/vnd.google.protobuf': 'protobuf',
  'application/x-protobuf': 'protobuf',
  'application/protobuf': 'protobuf',
  'application/raml': 'raml',
  'application/xml': 'xml',
  'text/xml': 'xml',
}

/** Absent means the AsyncAPI schema of the document's own version. */
export function schemaLanguage(schemaFormat: string | undefined): SchemaLanguage {
  if (schemaFormat === undefined) return 'asyncapi'
  const mediaType = (schemaFormat.split(';', 1)[0] ?? '').trim().toLowerCase()
  const bare = mediaType.replace(/\+(json|yaml|xml)$/, '')
  return Object.hasOwn(byMediaType, bare) ? (byMediaType[bare] ?? 'other') : 'other'
}

/** Whether a schema with this `schemaFormat` may be read as JSON Schema: only AsyncAPI's own and JSON Schema's formats. */
export function isJsonSchema(schemaFormat: string | undefined): boolean {
  const language = schemaLanguage(schemaFormat)
  return language === 'asyncapi' || language === 'json-schema'
}

const byExtension: Readonly<Record<string, SchemaLanguage>> = { avsc: 'avro', avdl: 'avro', proto: 'protobuf', raml: 'raml', xsd: 'xml' }

/** The language that a file's name gives away; `undefined` where it says nothing (`.json`, `.yaml`). Takes a URI or a path, with or without fragment. */
export function languageOfFile(uri: string): SchemaLanguage | undefined {
  const extension = /\.([a-z0-9]+)(?:[?#].*)?$/i.exec(uri)?.[1]?.toLowerCase()
  return extension !== undefined && Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined
}
