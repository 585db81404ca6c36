import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Indexer } from '../replay/load/indexer.ts'
import { decompressed, nodeFile } from '../replay/node/files.ts'
import { fileSource } from '../replay/source/files.ts'
import type { TextFile } from '../replay/source/source.ts'
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

async function indexer(path: string, learns = true): Promise<Indexer> {
  const source = fileSource([await nodeFile(path, 'recording.ndjson')], decompressed)
  return new Indexer(channel, source.texts as readonly TextFile[], { reading: { isOneEntity: false }, learns })
}

try {
  const plain = join(folder, 'plain.ndjson')
  writeRecording(plain, events, entities)
  console.log(
    `Node ${process.version}; ${events} events of ${Math.round(statSync(plain).size / events)} bytes, ${entities} entities; ${schemaWords}`,
  )
  const one = await indexer(plain)
  const sink = one.sink(0, 'lines', 0)
  const { ratio, control, ns } = paired(plain, (slice) => void sink.feed(slice))
  console.log(
    `control ${control.toFixed(3)}; ${ns.toFixed(0)} ns an event; findings ${JSON.stringify([...one.findings.counts])}; ${one.log.length} ${one.log.entities.length}`,
  )
  rows.push({ what: 'default fold', ours: `${ns.toFixed(0)} ns`, peer: 'bare loop', ratio, target: 0.6 })
  print(rows)
} finally {
  rmSync(folder, { recursive: true })
}
