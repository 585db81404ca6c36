import { describe, expect, test } from 'vitest'
import { Layered } from '../../../server/model/layered.ts'
import { SchemaView } from '../../../server/model/schema-view.ts'
import { openWorkspace, uriOf } from '../../kit/workspace.ts'

function view(yaml: string): SchemaView {
  const workspace = openWorkspace({ 'a.yaml': yaml })
  return new SchemaView(Layered.of([workspace.file(uriOf('a.yaml')).root(0)]))
}

function at(yaml: string, ...path: string[]): string {
  const lookup = view(yaml).follow(path)
  return lookup.kind === 'found' ? `found${lookup.required ? ', required' : ''}` : lookup.kind
}

describe('a property is looked up', () => {
  test('in the schema itself', () => {
    expect(at('{ type: object, required: [a], properties: { a: {} } }', 'a')).toBe('found, required')
    expect(at('{ type: object, properties: { a: {} } }', 'a')).toBe('found')
    expect(at('{ type: object, properties: { a: {} } }', 'b')).toBe('missing')
  })
  test('through allOf, whose parts all hold', () => {
    expect(
      at('{ required: [a], allOf: [{ properties: { a: {} } }, { $ref: "#/defs/b" }], defs: { b: { properties: { b: {} } } } }', 'a'),
    ).toBe('found, required')
    expect(at('{ allOf: [{ properties: { a: {} } }, { $ref: "#/defs/b" }], defs: { b: { properties: { b: {} } } } }', 'b')).toBe('found')
    expect(at('{ allOf: [{ properties: { a: {} } }] }', 'c')).toBe('missing')
  })
  test('in the branches of a union: required where all of them require it', () => {
    const both = '{ oneOf: [{ required: [a], properties: { a: {} } }, { required: [a], properties: { a: {} } }] }'
    expect(at(both, 'a')).toBe('found, required')
    expect(at('{ anyOf: [{ required: [a], properties: { a: {} } }, { properties: { b: {} } }] }', 'a')).toBe('found')
    expect(at(both, 'c')).toBe('missing')
  })
  test('deeper down, required only if all of the way is', () => {
    expect(at('{ required: [a], properties: { a: { required: [b], properties: { b: {} } } } }', 'a', 'b')).toBe('found, required')
    expect(at('{ properties: { a: { required: [b], properties: { b: {} } } } }', 'a', 'b')).toBe('found')
    expect(at('{ properties: { a: { type: string } } }', 'a', 'b')).toBe('missing')
    expect(at('{ properties: { a: { type: array, items: { properties: { b: {} } } } } }', 'a', '0', 'b')).toBe('found')
  })
  test('and nothing is said where nothing is known', () => {
    for (const schema of [
      '{}',
      'true',
      '{ type: object }',
      '{ $ref: "#/nowhere" }',
      '{ allOf: [{ properties: { b: {} } }, { $ref: "./other.yaml" }] }',
    ]) {
      expect([schema, at(schema, 'a')]).toEqual([schema, 'unknown'])
    }
    expect(at('{ properties: { a: {} } }', 'a', 'b')).toBe('unknown')
    expect(at('{ properties: { b: {} }, patternProperties: { "^x": {} } }', 'a')).toBe('unknown')
    expect(at('{ properties: { b: {} }, additionalProperties: { type: string } }', 'a')).toBe('found')
    expect(at('{ properties: { b: {} }, if: {}, then: {} }', 'a')).toBe('unknown')
  })
})

test('circular schemas end', () => {
  const circular = '{ allOf: [{ $ref: "#" }, { oneOf: [{ $ref: "#" }, { properties: { a: { $ref: "#" } } }] }] }'
  expect(at(circular, 'a', 'a', 'a')).toBe('found')
  expect(at(circular, 'b')).toBe('missing')
  expect([...view(circular).properties().keys()]).toEqual(['a'])
})

test('what says something of its values', () => {
  expect(
    ['{}', 'true', '{ type: object }', '{ title: A, type: object, properties: {} }'].map((schema) => view(schema).saysSomething),
  ).toEqual([false, false, false, false])
  expect(
    ['{ type: string }', '{ properties: { a: {} } }', 'false', '{ allOf: [{ required: [a] }] }', '{ oneOf: [{}] }'].map(
      (schema) => view(schema).saysSomething,
    ),
  ).toEqual([true, true, false, true, true])
  expect(view('{ $ref: "#/nowhere" }').saysSomething).toBeUndefined()
})
