import { describe, expect, test } from 'vitest'
import { isJsonSchema, languageOfFile, schemaLanguage } from '../../../server/spec/schemaFormats.ts'
import { isV3, supportedVersion, versions } from '../../../server/spec/versions.ts'

describe('schema formats', () => {
  test.each([
    [undefined, 'asyncapi', true],
    ['application/vnd.aai.asyncapi+json;version=2.6.0', 'asyncapi', true],
    ['application/vnd.aai.asyncapi; version=3.0.0', 'asyncapi', true],
    ['application/schema+yaml;version=draft-07', 'json-schema', true],
    ['Application/Schema+JSON', 'json-schema', true],
    ['application/vnd.apache.avro+json;version=1.9.0', 'avro', false],
    ['application/vnd.oai.openapi;version=3.0.0', 'openapi', false],
    ['application/vnd.google.protobuf;version=3', 'protobuf', false],
    ['application/raml+yaml;version=1.0', 'raml', false],
    ['application/xml', 'xml', false],
    ['constructor', 'other', false],
    ['', 'other', false],
  ] as const)('%s is %s', (format, language, json) => {
    expect(schemaLanguage(format)).toBe(language)
    expect(isJsonSchema(format)).toBe(json)
  })

  test.each([
    ['./order.avsc', 'avro'],
    ['file:///a/order.RAML#/types/x', 'raml'],
    ['order.xsd?x=1', 'xml'],
    ['order.json', undefined],
    ['avsc', undefined],
  ] as const)('the file %s is %s', (uri, language) => {
    expect(languageOfFile(uri)).toBe(language)
  })
})

describe('versions', () => {
  test('those that have a schema are supported, as written there', () => {
    expect(versions.map(supportedVersion)).toEqual([...versions])
    for (const other of ['2.6', '3.0.1', '2.0.0-rc1', '', undefined, 3, null, ['3.0.0']]) expect(supportedVersion(other)).toBeUndefined()
    expect(versions.filter(isV3)).toEqual(['3.0.0', '3.1.0'])
  })
})
