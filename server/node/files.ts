import { constants, promises as fs } from 'node:fs'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fetchRemote } from '../remote.ts'
import type { Host, ReadResult } from '../workspace/host.ts'
import { isRemote } from '../workspace/references.ts'
import { listFolder } from './list.ts'

/** Files of this machine. `excluded` are globs of what is passed over, as in the editor's `files.exclude`. */
export function nodeFiles(excluded: () => readonly string[]): Host {
  return {
    read: (uri, limit, within) => (isRemote(uri) ? fetchRemote(uri, limit) : readFile(uri, limit, within)),
    list: (folder, limit) => {
      const path = pathOf(folder)
      return path === undefined ? Promise.resolve({ files: [], complete: true }) : listFolder(path, limit, excluded())
    },
  }
}

async function readFile(uri: string, limit: number, within: readonly string[] | undefined): Promise<ReadResult> {
  const path = pathOf(uri)
  if (path === undefined) return { problem: 'missing' }
  try {
    const real = await fs.realpath(path)
    if (within && !(await liesIn(real, within))) return { problem: 'outside' }
    if (!(await fs.stat(real)).isFile()) return { problem: 'not-a-file' }
    // Not to wait for a writer, should a pipe stand there by now.
    const file = await fs.open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const stat = await file.stat()
      if (!stat.isFile()) return { problem: 'not-a-file' }
      if (stat.size > limit) return { problem: 'too-big' }
      return { bytes: await file.readFile() }
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EACCES' || code === 'EPERM') return { problem: 'denied' }
    return { problem: code === 'ENXIO' || code === 'EISDIR' ? 'not-a-file' : 'missing' }
  }
}

async function liesIn(real: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    const path = pathOf(folder)
    const root = path === undefined ? undefined : await fs.realpath(path).catch(() => undefined)
    if (root !== undefined && (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep))) return true
  }
  return false
}

/** The path of a `file:` URI; `undefined` for any other, and for what no path can be. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined
  try {
    return fileURLToPath(uri)
  } catch {
    return undefined
  }
}
