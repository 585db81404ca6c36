/** How a schema is written, as far as it changes what its keywords mean. */
export type Dialect = 'draft-04' | 'draft-07' | '2019-09' | '2020-12' | 'openapi-3.0' | 'avro'

const essence = /^\s*([^;\s]+)/
const versionParameter = /;\s*version\s*=\s*"?([^;"\s]+)/i

/**
 * The dialect of a `schemaFormat` (AsyncAPI 3.1, *Schema formats table*), or of the schema's own `$schema` where the format leaves it open.
 * `undefined` for a language that is not read here: RAML, Protobuf, XML Schema and the unknown.
 */
export function dialectOf(format: string | undefined, schema: unknown): Dialect | undefined {
  if (format === undefined) return declared(schema) ?? 'draft-07'
  const type =
    essence
      .exec(format)?.[1]
      ?.toLowerCase()
      .replace(/\+(json|yaml)$/, '') ?? ''
  const version = versionParameter.exec(format)?.[1]?.toLowerCase() ?? ''
  switch (type) {
    case 'application/vnd.aai.asyncapi':
      return declared(schema) ?? 'draft-07'
    case 'application/schema':
      return named(version) ?? declared(schema) ?? 'draft-07'
    case 'application/vnd.oai.openapi':
      return version.startsWith('3.1') || version.startsWith('3.2') ? '2020-12' : 'openapi-3.0'
    case 'application/vnd.apache.avro':
      return 'avro'
    default:
      return undefined
  }
}

function declared(schema: unknown): Dialect | undefined {
  if (typeof schema !== 'object' || schema === null || !('$schema' in schema)) return undefined
  return typeof schema.$schema === 'string' ? named(schema.$schema) : undefined
}

function named(version: string): Dialect | undefined {
  if (version.includes('2020-12')) return '2020-12'
  if (version.includes('2019-09')) return '2019-09'
  if (version.includes('draft-04')) return 'draft-04'
  return version.includes('draft-0') ? 'draft-07' : undefined
}
