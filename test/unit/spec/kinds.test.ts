import { describe, expect, test } from 'vitest'
import {
  allowsReference,
  anything,
  childKind,
  docOf,
  expectedKind,
  keysOf,
  kindAt,
  kindNamed,
  nameOf,
  referredKind,
  rootKind,
  valuesOf,
  versionsWith,
} from '../../../server/spec/kinds.ts'
import { versions } from '../../../server/spec/versions.ts'

const peeking = (values: Record<string, string>) => () => (key: string) => values[key]

describe('the kinds of nodes', () => {
  test.each(versions)('%s has a root with the keys of a document', (version) => {
    const keys = keysOf(rootKind(version)).map(({ key }) => key)
    expect(keys).toEqual(expect.arrayContaining(['asyncapi', 'id', 'info', 'servers', 'channels', 'components', 'defaultContentType']))
    expect(
      keysOf(rootKind(version))
        .filter(({ required }) => required)
        .map(({ key }) => key),
    ).toEqual(expect.arrayContaining(['asyncapi', 'info']))
  })

  test.each([
    ['2.6.0', ['channels', 'a', 'publish', 'message'], 'message'],
    ['2.6.0', ['channels', 'a', 'publish', 'message', 'oneOf', '0'], 'message'],
    ['2.6.0', ['channels', 'a', 'publish', 'traits', '0'], 'operationTrait'],
    ['2.0.0', ['servers', 'a'], 'server'],
    ['3.0.0', ['channels', 'a'], 'channel'],
    ['3.0.0', ['operations', 'a', 'messages', '0'], 'message'],
    ['3.0.0', ['operations', 'a', 'channel'], 'channel'],
    ['3.0.0', ['channels', 'a', 'servers', '0'], 'server'],
    ['3.1.0', ['components', 'schemas', 'a/b', 'properties', 'id'], 'schema'],
    ['3.1.0', ['components', 'securitySchemes', 'a'], 'securityScheme'],
  ] as const)('%s %j refers to a %s', (version, path, name) => {
    const kind = expectedKind(version, path)
    expect(kind).toBeDefined()
    expect(referredKind(kindNamed(name, version) ?? -1)).toBe(referredKind(kind ?? -2))
    expect(allowsReference(kindAt(version, path) ?? anything)).toBe(version !== '2.0.0')
  })

  test('equal kinds of several versions are one', () => {
    expect(kindNamed('contact', '2.0.0')).toBe(kindNamed('contact', '3.1.0'))
    expect(kindNamed('server', '2.0.0')).not.toBe(kindNamed('server', '3.0.0'))
  })

  test('what a binding may say hangs on its version', () => {
    const path = ['channels', 'a', 'bindings', 'kafka', 'topicConfiguration']
    const peekAt = (version: string) => (depth: number) =>
      depth === 3 || depth === 4 ? peeking({ bindingVersion: version })() : () => undefined
    expect(kindAt('3.0.0', path, peekAt('0.4.0'))).toBeDefined()
    expect(kindAt('3.0.0', path, peekAt('0.3.0'))).toBeUndefined()
    expect(keysOf(kindNamed('kafka-channel-binding@0.5.0', '3.0.0') ?? -1).map(({ key }) => key)).toContain('partitions')
  })

  test('what a payload is hangs on its format', () => {
    const message = kindNamed('message', '2.6.0') ?? -1
    expect(childKind(message, 'payload')).toBe(kindNamed('schema', '2.6.0'))
    expect(childKind(message, 'payload', (key) => (key === 'schemaFormat' ? 'application/x-protobuf' : undefined))).toBe(anything)
  })

  test('values, documentation, versions of a key', () => {
    expect(valuesOf(kindAt('3.0.0', ['operations', 'a', 'action']) ?? -1)).toEqual(['send', 'receive'])
    expect(keysOf(kindNamed('channel', '3.0.0') ?? -1).find(({ key }) => key === 'address')?.doc).toMatch(/address/)
    expect(keysOf(kindNamed('server', '2.0.0') ?? -1).find(({ key }) => key === 'url')?.doc).toMatch(/URL/)
    expect(docOf(kindNamed('info', '3.0.0') ?? -1)).toMatch(/metadata/)
    expect(nameOf(kindNamed('info', '3.0.0') ?? -1)).toBe('info')
    expect(versionsWith('server', 'tags')[0]).toBe('2.5.0')
    expect(versionsWith('channel', 'publish').at(-1)).toBe('2.6.0')
  })

  test('extensions may hold anything, other keys have no kind', () => {
    expect(kindAt('3.0.0', ['channels', 'a', 'x-event-source'])).toBe(anything)
    expect(kindAt('3.0.0', ['channels', 'a', 'publish'])).toBeUndefined()
    expect(kindAt('3.0.0', ['constructor'])).toBeUndefined()
  })
})
