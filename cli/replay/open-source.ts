import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { decompressed, nodeFile } from '../../replay/node/files.ts'
import { fileSource } from '../../replay/source/files.ts'
import type { Source, Storage } from '../../replay/source/source.ts'

const recordings = /\.(?:ndjson|jsonl|json|csv|tsv|parquet)(?:\.(?:gz|gzip|zst|zstd))?$/i

/** The recordings that a file, folder or glob names, in the order of their names. Throws an error whose message says what is wrong. */
export async function openSource(from: string, document: string, cwd: string, storage: Storage | undefined): Promise<Source> {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(from)?.[1]
  if (scheme !== undefined) throw new Error(`${from} cannot be read: recordings are read from files only, not from ${scheme}.`)
  const paths = await find(from, [cwd, dirname(resolve(cwd, document))])
  if (paths.length === 0) throw new Error(`${from} cannot be read: there is no recording.`)
  return fileSource(await Promise.all(paths.map((path) => nodeFile(path, nameOf(path, cwd)))), decompressed, storage)
}

/** Seen from the working directory; where it names nothing there, from the document. */
async function find(from: string, bases: readonly string[]): Promise<string[]> {
  for (const base of bases) {
    const full = resolve(base, from)
    if (existsSync(full)) return statSync(full).isDirectory() ? inFolder(full) : [full]
    if (!isDynamicPattern(from)) continue
    const found = await glob(from.split(sep).join('/'), { cwd: base, absolute: true, expandDirectories: false })
    if (found.length > 0) return found.sort(byName)
  }
  return []
}

function inFolder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && recordings.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort(byName)
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function nameOf(path: string, cwd: string): string {
  const way = relative(cwd, path)
  return (way.startsWith('..') || isAbsolute(way) ? path : way).split(sep).join('/')
}
