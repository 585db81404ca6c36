import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workerStarter } from '../../../server/node/start-worker.ts'
import { parserWorkerBundle } from '../../../server/parser-worker/bundle.ts'
import type { ParserAnswer } from '../../../server/parser-worker/protocol.ts'
import { type ParserResult, ParserRunner } from '../../../server/parser-worker/runner.ts'
import { bomb, document, root } from './documents.ts'

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

  it('parses the next document after one that was stopped', async () => {
    const runner = new ParserRunner(workerStarter(pathToFileURL(file)), { limit: 3_000 })
    const [stopped, next] = await Promise.all([
      runner.run('file:///w/bomb.yaml', { 'file:///w/bomb.yaml': bomb(24) }),
      runner.run(root, { [root]: document() }),
    ])
    runner.dispose()
    expect([stopped.kind, next.kind]).toEqual(['stopped', 'findings'])
  })
})

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
