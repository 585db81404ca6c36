import { beforeEach, expect, test, vi } from 'vitest'
import { type Answer, isAsyncApiText, YamlSchema } from '../../../client/yaml-schema.ts'

const ours = 'file:///ours.yaml'
const other = 'file:///other.yaml'
const texts: Record<string, string> = { [ours]: '# a comment\nasyncapi: 3.0.0\n', [other]: 'openapi: 3.1.0\n' }

let answer: Answer | undefined
let said: Answer | undefined
let contributors: ((resource: string) => string | undefined)[]
const ask = vi.fn(async () => said)

const register = vi.fn((_scheme: string, schema: (resource: string) => string | undefined) => contributors.push(schema))
const setUp = (api: unknown = { registerContributor: register }, installed = true) =>
  new YamlSchema({
    extension: () => (installed ? { activate: async () => api } : undefined),
    answer: () => answer,
    remember: async (given) => {
      answer = given
    },
    ask,
    textOf: (uri) => texts[uri],
  })

beforeEach(() => {
  answer = undefined
  said = undefined
  contributors = []
  vi.clearAllMocks()
})

test('asks once, and with a yes our documents get a schema that accepts all', async () => {
  said = 'yes'
  const schema = setUp()
  await schema.shown(ours)
  await schema.shown(ours)
  expect(ask).toHaveBeenCalledTimes(1)
  expect(register).toHaveBeenCalledTimes(1)
  expect(contributors[0]?.(ours)).toBe('asyncapi-event-source://schema/anything')
  expect(contributors[0]?.(other)).toBeUndefined()
  expect(contributors[0]?.('file:///not-open.yaml')).toBeUndefined()
})

test('after a no, or a question that was closed, nothing is touched', async () => {
  const schema = setUp()
  await schema.shown(ours)
  await schema.shown(ours)
  expect(ask).toHaveBeenCalledTimes(1)
  said = 'no'
  await setUp().shown(ours)
  expect(answer).toBe('no')
  await setUp().shown(ours)
  expect(ask).toHaveBeenCalledTimes(2)
  expect(register).not.toHaveBeenCalled()
})

test('a yes of another session holds, and a later no is heeded', async () => {
  answer = 'yes'
  await setUp().shown(ours)
  expect(ask).not.toHaveBeenCalled()
  answer = 'no'
  expect(contributors[0]?.(ours)).toBeUndefined()
})

test('does not ask for other documents, nor without the extension', async () => {
  await setUp().shown(other)
  await setUp(undefined, false).shown(ours)
  expect(ask).not.toHaveBeenCalled()
})

test.each([undefined, {}, { registerContributor: 1 }])('bears an extension whose API is %j', async (api) => {
  answer = 'yes'
  await expect(setUp(api).shown(ours)).resolves.toBeUndefined()
})

test.each([
  ['asyncapi: 3.0.0', true],
  ['\uFEFFasyncapi: 3.0.0', true],
  ['"asyncapi" : 2.6.0', true],
  ["info: {}\r\n'asyncapi': 2.6.0", true],
  ['{\n  "asyncapi": "3.0.0"\n}', true],
  ['info:\n  asyncapi: 3.0.0', false],
  ['x-asyncapi: 3.0.0', false],
  ['asyncapi', false],
  ['', false],
])('%j: %s', (text, expected) => {
  expect(isAsyncApiText(text)).toBe(expected)
})
