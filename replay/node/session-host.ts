import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { SourceName } from '../../shared/replay-protocol.ts'
import { bytesFile } from '../session/bytes-file.ts'
import type { OpenedSource, SessionHost, SourceLook } from '../session/host.ts'
import { fileSource } from '../source/files.ts'
import { memoryStorage } from '../source/memory.ts'
import { decompressed, folderStorage, nodeFile } from './files.ts'
import { startFoldWorker } from './start-fold-worker.ts'

/** A session in a thread of Node. */
export const nodeSession: SessionHost = {
  open: (name) => (name.kind === 'paths' ? ofPaths(name) : ofBytes(name)),
  startFold: startFoldWorker,
  memory() {
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  },
}

async function ofPaths({ paths, names, temporary }: Extract<SourceName, { kind: 'paths' }>): Promise<OpenedSource> {
  const files = await Promise.all(paths.map((path, index) => nodeFile(path, names[index] ?? path)))
  const source = fileSource(files, decompressed, temporary === '' ? memoryStorage : folderStorage(temporary))
  const known = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)))
  return { source, bytes: total(files.map(({ size }) => size)), look: () => look(paths, known) }
}

async function ofBytes({ files }: Extract<SourceName, { kind: 'bytes' }>): Promise<OpenedSource> {
  const source = fileSource(
    files.map(({ name, bytes }) => bytesFile(name, bytes)),
    decompressed,
    memoryStorage,
  )
  return { source, bytes: total(files.map(({ bytes }) => bytes.length)), look: async () => ({ kind: 'same' }) }
}

function total(sizes: readonly (number | undefined)[]): number | undefined {
  return sizes.includes(undefined) ? undefined : sizes.reduce((sum: number, size) => sum + (size ?? 0), 0)
}

/** What became of files since they were as `known` says, which is brought up to date. */
async function look(paths: readonly string[], known: (Stats | undefined)[]): Promise<SourceLook> {
  let grown: number | undefined
  for (const [index, path] of paths.entries()) {
    const before = known[index]
    const now = await stat(path).catch(() => undefined)
    if (!now || !before || now.ino !== before.ino || now.dev !== before.dev) return { kind: 'replaced' }
    if (now.size < before.size) return { kind: 'cut' }
    if (now.size > before.size && index === paths.length - 1) grown = now.size
    known[index] = now
  }
  return grown === undefined ? { kind: 'same' } : { kind: 'grown', bytes: grown }
}
