import { existsSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { glob, isDynamicPattern } from 'tinyglobby'
import { listFolder } from '../server/node/list.ts'

export interface FoundFile {
  /** As it is shown: relative to the working directory. */
  readonly path: string
  readonly uri: string
  /** Whether a PATH named this very file: then something is said where it is none of ours. */
  readonly named: boolean
}

/** The files that the PATHs name, each once; a PATH that names nothing is a problem, but for a glob. */
export async function findFiles(paths: readonly string[], cwd: string): Promise<{ files: FoundFile[] } | { problem: string }> {
  const found = new Map<string, FoundFile>()
  const add = (uri: string, path: string, named: boolean) => {
    if (!found.get(uri)?.named) found.set(uri, { uri, path, named })
  }
  for (const path of paths) {
    const full = resolve(cwd, path)
    if (existsSync(full)) {
      if (statSync(full).isDirectory()) {
        for (const uri of (await listFolder(full, Number.POSITIVE_INFINITY, [])).files) add(uri, path, false)
      } else add(pathToFileURL(full).href, path, true)
    } else if (isDynamicPattern(path)) {
      const matches = await glob(path.split(sep).join('/'), {
        cwd,
        absolute: true,
        dot: false,
        expandDirectories: false,
        ignore: ['**/node_modules/**'],
      })
      for (const match of matches.sort()) add(pathToFileURL(match).href, relative(cwd, match), true)
    } else return { problem: `${path} cannot be read: there is no such file or folder.` }
  }
  return { files: [...found.values()] }
}

/**
 * The folders within which references may lead: for each file its git repository, else the working directory where that holds it, else
 * its own folder. Nothing outside is read.
 */
export function boundaries(files: readonly string[], cwd: string): string[] {
  const found = new Set<string>()
  const known = new Map<string, string>()
  for (const file of files) {
    const folder = dirname(file)
    let boundary = known.get(folder)
    if (boundary === undefined) {
      boundary = repositoryOf(folder) ?? (isBelow(cwd, folder) ? cwd : folder)
      known.set(folder, boundary)
    }
    found.add(boundary)
  }
  // A folder within another one adds nothing.
  return [...found].filter((one) => ![...found].some((other) => other !== one && isBelow(other, one)))
}

function repositoryOf(folder: string): string | undefined {
  for (let path = folder; ; path = dirname(path)) {
    if (existsSync(join(path, '.git'))) return path
    if (dirname(path) === path) return undefined
  }
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}
