import { describe, expect, test } from 'vitest'
import { readBindings, readSchema } from '../../../scripts/generate-spec.ts'
import { type Bundle, corrections } from '../../../server/spec/corrections.ts'
import { isV3, type SpecVersion } from '../../../server/spec/versions.ts'
import { oracle } from './oracle.ts'

/** For each correction what the source gets wrong, as part of a document, and what the text says of it. */
const witnesses: Readonly<Record<string, { version: SpecVersion; part: object; right: boolean }>> = {
  'bindings-by-version': { version: '2.6.0', part: { channels: { a: { bindings: { kafka: { partitions: 'x' } } } } }, right: false },
  'newer-bindings': { version: '3.1.0', part: sqs('0.3.0'), right: true },
  'reserved-bindings': { version: '3.1.0', part: { channels: { a: { bindings: { ros2: {}, mqtt5: {}, mercure: {} } } } }, right: true },
  'misspelt-in-bindings': {
    version: '3.0.0',
    part: { servers: { a: { host: 'a', protocol: 'solace', bindings: { solace: { msgVpn: 'a', bindingVersion: '0.2.0' } } } } },
    right: true,
  },
  'mqtt-qos': {
    version: '2.6.0',
    part: { channels: { a: { publish: { bindings: { mqtt: { qos: 3, bindingVersion: '0.1.0' } } } } } },
    right: false,
  },
  'object-schemas': { version: '3.0.0', part: { channels: { a: { bindings: { ws: { query: { type: 'string' } } } } } }, right: false },
  'trait-references': { version: '2.3.0', part: { components: { messageTraits: { a: { $ref: '#/x' } } } }, right: true },
  'component-keys': { version: '3.0.0', part: { components: { messages: { 'a/b': { payloud: {} } } } }, right: false },
  'names-of-2x': { version: '2.6.0', part: { servers: { 'a b': { url: 'a', protocol: 'ws' } } }, right: false },
  'maps-by-reference': { version: '3.0.0', part: { channels: { $ref: 'channels.yaml' } }, right: true },
  'boolean-payload': { version: '3.0.0', part: { components: { schemas: { a: true } } }, right: true },
  'foreign-schema-by-reference': { version: '2.6.0', part: foreign({ $ref: 'order.avsc' }), right: true },
  'avro-full-names': { version: '2.6.0', part: foreign({ type: 'record', name: 'com.example.Order', fields: [] }), right: true },
  'one-of-is-any-of': { version: '2.0.0', part: { channels: { a: { parameters: { a: { $ref: '#/x' } } } } }, right: true },
}

function foreign(payload: object): object {
  return { components: { messages: { a: { schemaFormat: 'application/vnd.apache.avro;version=1.9.0', payload } } } }
}

function sqs(bindingVersion: string): object {
  return { channels: { a: { bindings: { sqs: { queue: { name: 'a', fifoQueue: true }, bindingVersion } } } } }
}

const document = (version: SpecVersion, part: object): object => ({
  asyncapi: version,
  info: { title: 'a', version: '1' },
  ...(isV3(version) ? {} : { channels: {} }),
  ...part,
})

describe('each correction mends what @asyncapi/specs gets wrong; one that fails here is no longer needed', () => {
  test.each(Object.entries(witnesses))('%s', (_, { version, part, right }) => {
    const value = document(version, part)
    expect(oracle(version, 'raw')(value), 'the source is right by now').toBe(!right)
    expect(oracle(version, 'corrected')(value)).toBe(right)
  })

  /** These are no defects that a document shows: formats that we do not hold texts to, and what the schema cannot say. */
  const unseen = ['patterns-of-other-engines', 'readable-references', 'reference-targets']

  test('none is without such a witness', () => {
    expect(corrections.map(({ id }) => id).sort()).toEqual([...Object.keys(witnesses), ...unseen].sort())
  })

  test.each(unseen)('%s changes the source', (id) => {
    const correction = corrections.find((one) => one.id === id)
    expect(correction?.apply(structuredClone(readSchema('3.0.0')) as Bundle, '3.0.0', readBindings())).toBeGreaterThan(0)
  })

  test('the source is left as it is', () => {
    const bundle = readSchema('2.6.0')
    const before = JSON.stringify(bundle)
    oracle('2.6.0', 'corrected')
    expect(JSON.stringify(readSchema('2.6.0'))).toBe(before)
  })
})
