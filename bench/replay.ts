import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ReducerFolder } from '../replay/fold/reducer-folder.ts'
import { Indexer } from '../replay/load/indexer.ts'
import { load } from '../replay/load/load.ts'
import { decompressed, nodeFile } from '../replay/node/files.ts'
import { startFoldWorker } from '../replay/node/start-fold-worker.ts'
import { replay } from '../replay/replay.ts'
import { fileSource } from '../replay/source/files.ts'
import { print, type Row } from './measure.ts'
import { benchChannel, schemaWords, writeRecording } from './replay-data.ts'

/** Lines of a slice; the bare loop and the variant take each slice one after the other, in turn first. */
const sliceLines = 20_000
const events = 1_000_000
const entities = 50_000

const folder = mkdtempSync(join(tmpdir(), 'replay-bench-'))
const rows: Row[] = []
const channel = await benchChannel()

/** What Node's types leave out. */
interface Utf8Slice {
  utf8Slice(start: number, end: number): string
}

/** The peer: what anybody would write. */
function bare(bytes: Buffer): void {
  for (let start = 0; ; ) {
    const end = bytes.indexOf(0x0a, start)
    if (end < 0) return
    JSON.parse((bytes as Buffer & Utf8Slice).utf8Slice(start, end))
    start = end + 1
  }
}

function cpu(task: () => void): number {
  const before = process.cpuUsage()
  task()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

/** CPU time of the task over that of the bare loop, and of the bare loop over itself. */
function paired(path: string, task: (slice: Buffer) => void): { ratio: number; control: number; ns: number } {
  let [own, other, again, control] = [0, 0, 0, 0]
  let count = 0
  for (const slice of slices(path)) {
    const runs: (() => void)[] = [
      () => (own += cpu(() => task(slice))),
      () => (other += cpu(() => bare(slice))),
      () => (again += cpu(() => bare(slice))),
    ]
    // Which comes first changes from slice to slice.
    for (let at = 0; at < runs.length; at++) runs[(at + count) % runs.length]?.()
    count++
  }
  control = again / other
  return { ratio: own / ((other + again) / 2), control, ns: (own * 1000) / (count * sliceLines) }
}

function* slices(path: string): Generator<Buffer> {
  const file = openSync(path, 'r')
  const { size } = statSync(path)
  try {
    for (let offset = 0; offset < size; ) {
      const bytes = Buffer.allocUnsafeSlow(Math.min(size - offset, sliceLines * 300))
      readSync(file, bytes, 0, bytes.length, offset)
      let end = 0
      for (let line = 0; line < sliceLines; line++) {
        const feed = bytes.indexOf(0x0a, end)
        if (feed < 0) break
        end = feed + 1
      }
      yield bytes.subarray(0, end)
      offset += end
    }
  } finally {
    closeSync(file)
  }
}

interface Measured {
  readonly ratio: number
  readonly control: number
  readonly ns: number
  readonly events: number
}

/** Index, validation and default fold, whose states are put together when they are asked for. */
async function indexed(path: string): Promise<Measured> {
  const source = fileSource([await nodeFile(path, 'recording.ndjson')], decompressed)
  const indexer = new Indexer(channel, source.texts, { reading: { isOneEntity: false } })
  const sink = indexer.sink(0, 'lines', 0)
  const measured = paired(path, (slice) => void sink.feed(slice))
  await source.dispose()
  if (indexer.findings.errors + indexer.findings.warnings > 0) throw new Error('The recording of the bench has findings.')
  return { ...measured, events: indexer.log.length }
}

/** All of it with a reducer in its worker, whose CPU time counts too, over the bare loop. */
async function reduced(path: string): Promise<number> {
  const source = fileSource([await nodeFile(path, 'recording.ndjson')], decompressed)
  const module = {
    text: 'export const initial = { n: 0 }\nexport const on = { default(state, payload) { state.n++; state.last = payload.type } }\n',
  }
  const before = process.cpuUsage()
  const { folder } = await replay(channel, source, {
    mostFindings: 1_000,
    async makeFolder(onRemark) {
      const own = new ReducerFolder({ ...module, file: 'bench.fold.js', isTypeScript: false }, startFoldWorker, onRemark)
      await own.load()
      return own
    },
  })
  const { user, system } = process.cpuUsage(before)
  folder.dispose()
  await source.dispose()
  let peer = 0
  for (const slice of slices(path)) peer += cpu(() => bare(slice))
  return (user + system) / peer
}

/** How much of a load is done when its first rows are there, and the memory that it holds over the size of the file. */
async function shown(path: string): Promise<{ readonly first: number; readonly memory: number }> {
  const held = (): number => {
    globalThis.gc?.()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const before = held()
  const source = fileSource([await nodeFile(path, 'recording.ndjson')], decompressed)
  const { size } = statSync(path)
  let first = 0
  const own = await load(channel, source, {
    onProgress: ({ bytes }) => {
      first ||= bytes / size
    },
  })
  await own.done
  const memory = (held() - before) / size
  await source.dispose()
  if (own.log.length === 0) throw new Error('Nothing was read.')
  return { first, memory }
}

function add(what: string, { ratio, control, ns }: Measured, target: number): void {
  const isVoid = control < 0.97 || control > 1.03
  rows.push({ what, ours: isVoid ? `void: control ${control.toFixed(3)}` : `${ns.toFixed(0)} ns`, peer: 'bare loop', ratio, target })
  console.log(`${what}: bare against bare ${control.toFixed(3)}${isVoid ? ', the run is void' : ''}`)
}

try {
  const large = process.argv.includes('--large')
  const plain = join(folder, 'plain.ndjson')
  writeRecording(plain, events, entities)
  const size = Math.round(statSync(plain).size / events)
  console.log(`Node ${process.version}; ${events} events of ${size} bytes, ${entities} entities; ${schemaWords}`)
  add('index, validation, default fold', await indexed(plain), 0.6)
  const odd = join(folder, 'odd.ndjson')
  writeRecording(odd, events / 5, entities / 5, true)
  add('the same, no record of a learned layout', await indexed(odd), 2)
  const some = join(folder, 'some.ndjson')
  writeRecording(some, events / 10, entities / 10)
  rows.push({ what: 'with a reducer, CPU of both threads', ours: '', peer: 'bare loop', ratio: await reduced(some), target: 1.2 })
  const { first, memory } = await shown(plain)
  rows.push({ what: 'first rows, of the load', ours: `${(first * 100).toFixed(2)} %`, peer: 'whole load', ratio: first, target: 0.02 })
  rows.push({ what: 'memory', ours: `${((memory * size * events) / 1e6).toFixed(0)} MB`, peer: 'the file', ratio: memory, target: 1 })
  if (large) {
    const path = join(folder, 'large.ndjson')
    writeRecording(path, 10_000_000, 500_000)
    const bytes = (await shown(path)).memory * statSync(path).size
    rows.push({
      what: 'memory, 10 M events, 500,000 entities',
      ours: `${(bytes / 1e6).toFixed(0)} MB`,
      peer: '1 GB',
      ratio: bytes / 1e9,
      target: 1,
    })
  }
  print(rows)
} finally {
  rmSync(folder, { recursive: true })
}
