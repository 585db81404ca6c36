import { describe, expect, it, vi } from 'vitest'
import { type OurFinding, specFindings } from '../../../server/parser-worker/findings.ts'
import { parse } from '../../../server/parser-worker/parse.ts'
import type { ParserFinding } from '../../../server/parser-worker/protocol.ts'

// The parser takes its time, and more of it where the machine has other work.
vi.setConfig({ testTimeout: 60_000 })

const uri = 'file:///w/asyncapi.yaml'
const tags: ParserFinding = {
  uri,
  path: ['tags', '1', 'name'],
  code: 'asyncapi2-tags-uniqueness',
  severity: 'error',
  message: '"tags" object contains duplicate tag name "a".',
}
const shown = (raw: ParserFinding, ours: OurFinding[] = [], recommendations = false) =>
  specFindings([raw], ours, { recommendations }).map(({ severity, message }) => ({ severity, message }))

describe('specFindings', () => {
  it('shows an error of the parser that no rule of ours knows, in plain words', () => {
    expect(specFindings([tags], [], { recommendations: false })).toMatchObject([
      { uri, path: ['tags', '1', 'name'], at: 'value', severity: 'error', message: 'The tag "a" is listed twice.', code: tags.code },
    ])
  })

  it.each([
    'parser',
    'invalid-ref',
    'asyncapi-document-unresolved',
    'asyncapi3-channel-parameters',
    'asyncapi2-message-examples',
    'uncaught-error',
  ])('never shows %s', (code) => {
    expect(shown({ ...tags, code }, [], true)).toEqual([])
  })

  it.each([
    ['at the same node', ['tags', '1', 'name']],
    ['inside it', ['tags', '1', 'name', 'x']],
  ])('gives way to a rule of ours %s', (_, path) => {
    expect(shown(tags, [{ rule: 'asyncapi/structure', uri, path }])).toEqual([])
  })

  it.each([
    ['above it', 'asyncapi/structure', uri, ['tags', '1']],
    ['beside it', 'asyncapi/structure', uri, ['tags', '0', 'name']],
    ['in another file', 'asyncapi/structure', 'file:///w/other.yaml', ['tags', '1', 'name']],
    ['about a convention', 'event-source/single-message', uri, ['tags', '1', 'name']],
  ])('speaks beside one that is %s', (_, rule, at, path) => {
    expect(shown(tags, [{ rule, uri: at, path }])).toHaveLength(1)
  })

  it('still speaks of a channel’s key where ours speaks inside the channel', () => {
    const raw = { ...tags, code: 'asyncapi2-channel-no-query-nor-fragment', path: ['channels', 'a?b'] }
    expect(shown(raw, [{ rule: 'asyncapi/structure', uri, path: ['channels', 'a?b', 'subscribe'] }])).toHaveLength(1)
    expect(shown(raw, [{ rule: 'asyncapi/structure', uri, path: ['channels', 'a?b'] }])).toEqual([])
  })

  it('lets the parser’s own structure check speak only where ours have no word about any shape', () => {
    const raw: ParserFinding = {
      ...tags,
      code: 'asyncapi-document-resolved',
      path: ['info'],
      message: '"info" property must have required property "title"',
    }
    expect(shown(raw)).toEqual([{ severity: 'error', message: '"title" is missing.' }])
    expect(shown(raw, [{ rule: 'event-source/single-message', uri, path: ['channels', 'a'] }])).toHaveLength(1)
    expect(shown(raw, [{ rule: 'asyncapi/structure', uri, path: ['channels', 'a'] }])).toEqual([])
    expect(shown(raw, [{ rule: 'asyncapi/unresolved-ref', uri: 'file:///w/other.yaml', path: ['a', '$ref'] }])).toEqual([])
    expect(shown({ ...raw, path: ['components', 'schemas', 'Order'] })).toEqual([])
    expect(shown({ ...raw, message: '"info" property must match exactly one schema in oneOf' })).toEqual([])
  })

  it('keeps recommendations to those who want them, as hints', () => {
    const raw: ParserFinding = {
      ...tags,
      code: 'asyncapi-id',
      severity: 'warning',
      path: [],
      message: 'AsyncAPI document should have "id" field.',
    }
    expect(shown(raw)).toEqual([])
    expect(shown(raw, [], true)).toEqual([{ severity: 'hint', message: raw.message }])
  })

  it('takes a code that it does not know by its severity', () => {
    const raw: ParserFinding = { ...tags, code: 'asyncapi4-new', message: '"info" property must have required property \'title\'' }
    expect(shown(raw)).toEqual([{ severity: 'error', message: '"title" is missing.' }])
    expect(shown({ ...raw, severity: 'warning' })).toEqual([])
  })
})

describe('what the parser alone finds', () => {
  const head = 'asyncapi: 2.6.0\ninfo: {title: T, version: 1.0.0}\n'
  const head3 = 'asyncapi: 3.0.0\ninfo: {title: T, version: 1.0.0}\n'
  const oauth =
    'components:\n  securitySchemes:\n    o: {type: oauth2, flows: {password: {tokenUrl: "https://a.example/t", scopes: {read: R}}}}\n'

  it.each<[string, string, string[], 'key' | 'value', string]>([
    ['a key that does not belong', `${head}channels: {}\nserver: {}`, ['server'], 'key', '"server" does not belong here.'],
    ['a key that is missing', `asyncapi: 3.0.0\ninfo: {title: T}\n`, ['info'], 'key', '"version" is missing.'],
    [
      'tags of one name',
      `${head}channels: {}\ntags: [{name: a, description: x}, {name: a}]`,
      ['tags', '1', 'name'],
      'value',
      'The tag "a" is listed twice.',
    ],
    [
      'a channel with a query',
      `${head}channels:\n  a?b: {}\n`,
      ['channels', 'a?b'],
      'key',
      'A channel address has no query ("?") and no fragment ("#").',
    ],
    [
      'a channel key with a fragment',
      `${head3}channels:\n  "a#b": {address: x}\n`,
      ['channels', 'a#b'],
      'key',
      'A channel key has no query ("?") and no fragment ("#").',
    ],
    [
      'a server that is not there',
      `${head}channels:\n  a: {servers: [none]}\n`,
      ['channels', 'a', 'servers', '0'],
      'value',
      'The channel names a server that "servers" does not have.',
    ],
    [
      'a security scheme that is not there',
      `${head}servers: {s: {url: h, protocol: kafka, security: [{none: []}]}}\nchannels: {}\n`,
      ['servers', 's', 'security', '0', 'none'],
      'key',
      'No security scheme "none" in "components".',
    ],
    [
      'a scope that is not there',
      `${head}servers: {s: {url: h, protocol: kafka, security: [{o: [write]}]}}\nchannels: {}\n${oauth}`,
      ['servers', 's', 'security', '0', 'o', '0'],
      'key',
      'The security scheme has no such scope; it has: read.',
    ],
    [
      'a variable without description',
      `${head}servers: {s: {url: "h:{port}/{b}", protocol: kafka, variables: {b: {default: x}}}}\nchannels: {}\n`,
      ['servers', 's', 'variables'],
      'key',
      'The URL has variables that "variables" does not describe: port.',
    ],
    [
      'a variable that the URL lacks',
      `${head}servers: {s: {url: "h:{b}", protocol: kafka, variables: {b: {default: x}, c: {default: x}}}}\nchannels: {}\n`,
      ['servers', 's', 'variables', 'c'],
      'key',
      'The URL has no variable "{c}".',
    ],
    [
      'two messages of one id',
      `${head}channels:\n  a: {subscribe: {message: {messageId: "m", payload: {}}}, publish: {message: {messageId: m, payload: {}}}}\n`,
      ['channels', 'a', 'publish', 'message', 'messageId'],
      'value',
      'Another message has the same "messageId".',
    ],
    [
      'an operation on a component channel',
      `${head3}channels: {}\noperations:\n  o: {action: send, channel: {$ref: "#/components/channels/a"}}\ncomponents: {channels: {a: {address: a}}}\n`,
      ['operations', 'o', 'channel', '$ref'],
      'value',
      'The channel of an operation is a reference to a channel under the root "channels".',
    ],
    [
      'a channel on a component server',
      `${head3}channels:\n  a: {address: a, servers: [{$ref: "#/components/servers/s"}]}\ncomponents: {servers: {s: {host: h, protocol: kafka}}}\n`,
      ['channels', 'a', 'servers', '0', '$ref'],
      'value',
      'The servers of a channel are references to servers under the root "servers".',
    ],
  ])('says %s once, at its place', async (_, text, path, at, message) => {
    const raw = await parse({ uri, texts: { [uri]: text } })
    const findings = specFindings(raw, [], { recommendations: false })
    expect(findings.map((finding) => ({ path: finding.path, at: finding.at, message: finding.message }))).toEqual([{ path, at, message }])
  })

  it('keeps the file of a finding in a referenced file, and says it once', async () => {
    const shared = 'file:///w/common/messages.yaml'
    const message = '{$ref: "common/messages.yaml#/Order"}'
    const text = `${head}channels:\n  a: {subscribe: {message: ${message}}, publish: {message: ${message}}}\n  b: {subscribe: {message: ${message}}}\n`
    const raw = await parse({
      uri,
      texts: { [uri]: text, [shared]: 'Order:\n  payload: {}\n  tags: [{name: a}, {name: a, description: x}]\n' },
    })
    expect(specFindings(raw, [], { recommendations: false })).toMatchObject([{ uri: shared, path: ['Order', 'tags', '1', 'name'] }])
  })

  it('looks at each document of a stream, and keeps its lines', async () => {
    const one = `${head}channels: {}\ntags: [{name: a}, {name: a, description: x}]\n`
    const findings = specFindings(await parse({ uri, texts: { [uri]: `${one}---\nx: 1\n---\n${one}` } }), [], { recommendations: false })
    expect(findings.map(({ path, range }) => [path.join('/'), range?.start.line])).toEqual([
      ['tags/1/name', 3],
      ['tags/1/name', 10],
    ])
  })

  it('names no path that a person has not written', async () => {
    const text = `${head}channels: {a: {$ref: "../b.yaml#/none"}}\n`
    const raw = await parse({ uri, texts: { [uri]: text, 'file:///b.yaml': 'x: 1\n' } })
    expect(raw.find(({ code }) => code === 'invalid-ref')?.message).toBe("'#/none' does not exist @ '../b.yaml'")
    expect(JSON.stringify(raw)).not.toContain('.invalid')
  })

  it.each([
    '',
    '[]',
    'null',
    'a: [',
    '\t- x',
    'asyncapi: 2.6.0\nchannels: {a: null}',
    'asyncapi: 3.0.0\nchannels: {a: {servers: x}}\noperations: []',
  ])('has an answer for %j', async (text) => {
    const findings = specFindings(await parse({ uri, texts: { [uri]: text } }), [], { recommendations: false })
    expect(
      findings.map(({ message }) => message).filter((message) => !/^"\w+" (?:is missing|does not belong here)\.$/.test(message)),
    ).toEqual([])
  })
})
