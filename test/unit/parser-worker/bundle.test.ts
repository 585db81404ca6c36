import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { runInNewContext } from 'node:vm'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { workerStarter } from '../../../server/node/start-worker.ts'
import { parserWorkerBundle } from '../../../server/parser-worker/bundle.ts'
import type { ParserAnswer, ParserRequest } from '../../../server/parser-worker/protocol.ts'
import { type ParserResult, ParserRunner } from '../../../server/parser-worker/runner.ts'
import { bomb, document, root } from './documents.ts'

// The parser takes its time, and more of it where the machine has other work.
vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'parser-worker-'))
const file = join(folder, 'parser.js')
let size = 0

beforeAll(async () => {
  const { metafile } = await build({ ...parserWorkerBundle(), outfile: file, metafile: true, logLevel: 'silent' })
  size = Object.values(metafile?.outputs ?? {})[0]?.bytes ?? 0
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the parser’s bundle', () => {
  it('is about as big as it was when it was measured', () => {
    expect(size).toBeGreaterThan(1_500_000)
    expect(size).toBeLessThan(2_500_000)
  })

  it('opens no file and no socket, whatever a document refers to', async () => {
    const { opened, answers } = await watched([
      document(),
      document('{$ref: /etc/passwd}'),
      document('{$ref: "file:///etc/passwd"}'),
      document('{$ref: "http://127.0.0.1:9/x"}'),
      document('{$ref: "https://127.0.0.1:9/x#/a"}'),
      document('{$ref: ../../../../etc/passwd}'),
    ])
    expect(answers).toEqual(Array(6).fill('findings'))
    expect(opened).toEqual([])
  })

  it('is watched by something that sees: a read and a request are counted', async () => {
    const { opened } = await watched(
      [],
      `require('node:fs').readFileSync('/dev/null'); require('node:net').connect(9, '127.0.0.1').on('error', () => {})`,
    )
    expect(opened).toEqual(expect.arrayContaining(['fs.readFileSync', 'net.connect']))
  })
})

describe('the bundle in a browser’s worker', () => {
  it('needs nothing of Node', async () => {
    const { answers, hear } = browserScope()
    expect(answers).toEqual([{ type: 'ready' }])
    hear({ id: 7, uri: root, texts: { [root]: document() } })
    await vi.waitFor(() => expect(answers.map(({ type }) => type)).toEqual(['ready', 'strict', 'findings']), { timeout: 20_000 })
  })
})

describe('the runner with the real worker', () => {
  const run = async (text: string, limit: number): Promise<ParserResult> => {
    const runner = new ParserRunner(workerStarter(pathToFileURL(file)), { limit })
    const result = await runner.run(root, { [root]: text })
    runner.dispose()
    return result
  }

  it('hands over findings and what the strict parser says', async () => {
    const result = await run(`${document()}tags: [{name: a}, {name: a, description: b}]\n`, 60_000)
    expect(result).toMatchObject({ kind: 'findings', strict: [] })
    expect(result.kind === 'findings' && result.findings.map(({ code, path }) => [code, path])).toContainEqual([
      'asyncapi2-tags-uniqueness',
      ['tags', '1', 'name'],
    ])
  })

  it.each([16, 24, 40])('is stopped by its time on references nested %i deep', async (depth) => {
    expect(await run(bomb(depth), 700)).toMatchObject({ kind: 'stopped', stopped: 'time' })
  })

  it('gives a document up in the middle of it, and parses the next', async () => {
    const runner = new ParserRunner(workerStarter(pathToFileURL(file)), { limit: 60_000 })
    const uri = 'file:///w/bomb.yaml'
    const [given, next] = [runner.run(uri, { [uri]: bomb(40) }), runner.run(root, { [root]: document() })]
    setTimeout(() => runner.cancel(uri), 500)
    expect([(await given).kind, (await next).kind]).toEqual(['cancelled', 'findings'])
    runner.dispose()
  })

  it('lets the process end while a warm worker waits', async () => {
    const script = `
      import { workerStarter } from './server/node/start-worker.ts'
      import { ParserRunner } from './server/parser-worker/runner.ts'
      const runner = new ParserRunner(workerStarter(new URL('./parser.js', import.meta.url)), { idle: 3_600_000 })
      console.log((await runner.run('a', { a: 'asyncapi: 2.6.0' })).kind)
    `
    const outfile = join(folder, 'ends.mjs')
    const stdin = { contents: script, resolveDir: join(import.meta.dirname, '../../..'), loader: 'ts' } as const
    await build({ stdin, outfile, bundle: true, platform: 'node', format: 'esm' })
    expect((await promisify(execFile)(process.execPath, [outfile])).stdout).toBe('findings\n')
  })
})

/** Runs the bundle among the globals that a browser's worker has, as far as it may ask for them. */
function browserScope(): { answers: ParserAnswer[]; hear(request: ParserRequest): void } {
  const answers: ParserAnswer[] = []
  let listener: (event: { data: ParserRequest }) => void = () => {}
  const scope = {
    console,
    setTimeout,
    clearTimeout,
    URL,
    postMessage: (answer: ParserAnswer) => void answers.push(answer),
    addEventListener: (_: string, added: typeof listener) => {
      listener = added
    },
  }
  runInNewContext(readFileSync(file, 'utf8'), Object.assign(scope, { self: scope }))
  return { answers, hear: (data) => listener({ data }) }
}

/** Runs the bundle behind watchers of everything that opens files and sockets; `first` runs before it. */
async function watched(texts: string[], first = ''): Promise<{ opened: string[]; answers: string[] }> {
  const worker = new Worker(`${watchers}\n${first}\nawaitBundle()`, { eval: true, workerData: { file } })
  const opened: string[] = []
  const answers: string[] = []
  try {
    await new Promise<void>((resolve, reject) => {
      const ask = () => {
        const text = texts[answers.length]
        if (text === undefined) resolve()
        else worker.postMessage({ id: answers.length, uri: root, texts: { [root]: text } })
      }
      worker.on('error', reject)
      worker.on('message', (message: ParserAnswer | { type: 'opened'; what: string }) => {
        if (message.type === 'opened') opened.push(message.what)
        else if (message.type === 'ready') ask()
        else if (message.type !== 'strict') {
          answers.push(message.type)
          ask()
        }
      })
    })
  } finally {
    await worker.terminate()
  }
  return { opened, answers }
}

const watchers = `
const { parentPort, workerData } = require('node:worker_threads')
const source = require('node:fs').readFileSync(workerData.file, 'utf8')
const watch = (name, object, key) => {
  const real = object[key]
  object[key] = function (...given) {
    parentPort.postMessage({ type: 'opened', what: name + '.' + key })
    return Reflect.apply(real, this, given)
  }
}
const all = (name, object, keys) => { for (const key of keys) if (typeof object[key] === 'function') watch(name, object, key) }
const fs = require('node:fs')
const opening = /^(open|read|stat|lstat|access|exists|create|realpath|write|append|copy)/
all('fs', fs, Object.keys(fs).filter((key) => opening.test(key)))
all('fs.promises', fs.promises, Object.keys(fs.promises).filter((key) => opening.test(key)))
const net = require('node:net')
all('net', net, ['connect'])
all('http', require('node:http'), ['request', 'get'])
all('https', require('node:https'), ['request', 'get'])
all('dns', require('node:dns'), ['lookup'])
all('globalThis', globalThis, ['fetch', 'XMLHttpRequest', 'WebSocket'])
const awaitBundle = () => (0, eval)(source)
`
