import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'
import '../kit/seed.ts'
import { LanguageServer } from './language-server.ts'

const script = join(ROOT, 'dist', 'server.js')
let folder = ''
const started: LanguageServer[] = []

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'editing-')))
})
afterEach(() => {
  for (const server of started.splice(0)) server.kill()
  rmSync(folder, { recursive: true })
})

const uriOf = (...path: string[]) => pathToFileURL(join(folder, ...path)).href

async function start(folders: readonly string[] = [uriOf()]): Promise<LanguageServer> {
  const server = new LanguageServer(process.execPath, script)
  started.push(server)
  const workspaceFolders = folders.map((uri) => ({ uri, name: uri }))
  const capabilities = { workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } } }
  server.send({ id: 1, method: 'initialize', params: { processId: null, workspaceFolders, capabilities } })
  await server.wait(({ id }) => id === 1)
  server.send({ method: 'initialized', params: {} })
  return server
}

function open(server: LanguageServer, uri: string, text: string, version = 1): void {
  server.send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version, text } } })
}

interface Published {
  readonly uri: string
  readonly version?: number
  readonly diagnostics: readonly { readonly code: string }[]
}

function published(server: LanguageServer, uri: string): Published | undefined {
  const message = server.last(({ method, params }) => method === 'textDocument/publishDiagnostics' && (params as Published).uri === uri)
  return message?.params as Published | undefined
}

const codes = (server: LanguageServer, uri: string) => published(server, uri)?.diagnostics.map(({ code }) => code)

/** What is said of the text once both waves are over. */
async function settled(server: LanguageServer, uri: string, version: number): Promise<readonly unknown[] | undefined> {
  await expect
    .poll(
      () => {
        const status = server.last(({ method }) => method === 'asyncapiEventSource/status')?.params as { fast: string; slow: string }
        return published(server, uri)?.version === version && status.fast === 'done' && ['done', 'stopped'].includes(status.slow)
      },
      { timeout: 30_000 },
    )
    .toBe(true)
  return published(server, uri)?.diagnostics
}

const document = `asyncapi: 3.0.0
info:
  title: Orders
  version: 1.0.0
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        $ref: '#/components/messages/OrderPlaced'
      OrderPaid:
        payload: { type: object, required: [type], properties: { type: { const: OrderPaid }, email: { type: string } } }
components:
  messages:
    OrderPlaced:
      payload:
        $ref: '#/components/schemas/Placed'
      examples:
        - payload: { type: OrderPlaced, total: 12 }
  schemas:
    Placed:
      type: object
      required: [type, total]
      properties:
        type: { const: OrderPlaced }
        total: { type: number, default: none }
`

const pieces = [
  'a',
  '1',
  ' ',
  '\n',
  '\n    ',
  ':',
  "'",
  '"',
  '#',
  '[',
  '}',
  '- ',
  'type: object',
  "$ref: '#/components/schemas/Placed'",
  'Ü',
  '\r\n',
]
const edit = fc.record({ at: fc.nat(10_000), remove: fc.nat(12), insert: fc.constantFrom('', ...pieces) })
/** An edit, or all of the text as it was at first. */
const change = fc.oneof({ weight: 6, arbitrary: edit }, { weight: 1, arbitrary: fc.constant(undefined) })

function positionOf(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split(/\r\n|\n|\r(?!\n)/)
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
}

describe('the built language server', () => {
  it('says after any edits what a new one says of the same text', async () => {
    const uri = uriOf('event-source.yaml')
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 30 }), async (changes) => {
        const [edited, fresh] = [await start(), await start()]
        let text = document
        let version = 1
        open(edited, uri, text)
        for (const one of changes) {
          version++
          const at = (one?.at ?? 0) % (text.length + 1)
          // No edit parts the two characters of a line end, for editors make none.
          const from = text[at] === '\n' && text[at - 1] === '\r' ? at - 1 : at
          const end = Math.min(from + (one?.remove ?? 0), text.length)
          const to = text[end] === '\n' && text[end - 1] === '\r' ? end + 1 : end
          const contentChange = one
            ? { range: { start: positionOf(text, from), end: positionOf(text, to) }, text: one.insert }
            : { text: document }
          text = one ? text.slice(0, from) + one.insert + text.slice(to) : document
          edited.send({ method: 'textDocument/didChange', params: { textDocument: { uri, version }, contentChanges: [contentChange] } })
        }
        open(fresh, uri, text, version)
        const expected = await settled(fresh, uri, version)
        expect(await settled(edited, uri, version)).toEqual(expected)
        for (const server of [edited, fresh]) server.kill()
      }),
      { numRuns: 6 },
    )
  }, 240_000)

  it('reads again what a document refers to, whatever language it is in', async () => {
    const uri = uriOf('event-source.yaml')
    const server = await start()
    const registration = await server.wait(({ method }) => method === 'client/registerCapability')
    for (const ending of ['raml', 'proto', 'xsd', 'avsc'])
      expect(JSON.stringify(registration.params)).toMatch(new RegExp(`[{,]${ending}[,}]`))
    const payload = `payload: { schemaFormat: application/vnd.google.protobuf;version=3, schema: { $ref: ./order.proto } }`
    open(server, uri, document.replace(/payload: \{ type: object.*\}\n/, `${payload}\n`))
    await expect.poll(() => codes(server, uri), { timeout: 30_000 }).toContain('asyncapi/unresolved-ref')
    writeFileSync(join(folder, 'order.proto'), 'syntax = "proto3";\nmessage Order {}\n')
    server.send({ method: 'workspace/didChangeWatchedFiles', params: { changes: [{ uri: uriOf('order.proto'), type: 1 }] } })
    await expect.poll(() => codes(server, uri), { timeout: 30_000 }).not.toContain('asyncapi/unresolved-ref')
  })

  it('looks after several folders, each by its own config, and lets go of one that is taken away', async () => {
    for (const name of ['one', 'two']) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'a.yaml'), document.replace('address: orders', 'adress: orders'))
    }
    writeFileSync(join(folder, 'two', '.asyncapi-event-source.yaml'), 'rules:\n  asyncapi/structure: "off"\n')
    const [one, two] = [uriOf('one', 'a.yaml'), uriOf('two', 'a.yaml')]
    const server = await start([uriOf('one'), uriOf('two')])
    await expect.poll(() => codes(server, one), { timeout: 30_000 }).toContain('asyncapi/structure')
    await expect.poll(() => codes(server, two), { timeout: 30_000 }).toContain('asyncapi/example')
    expect(codes(server, two)).not.toContain('asyncapi/structure')
    const event = { added: [], removed: [{ uri: uriOf('two'), name: 'two' }] }
    server.send({ method: 'workspace/didChangeWorkspaceFolders', params: { event } })
    await expect.poll(() => codes(server, two), { timeout: 30_000 }).toEqual([])
    expect(codes(server, one)).toContain('asyncapi/structure')
  })
})
