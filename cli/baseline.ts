import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gitVersions } from '../server/node/git.ts'
import type { BaselineChoice } from '../server/validate/baselines.ts'
import { uriKey } from '../shared/uri.ts'
import { boundaries, type FoundFile } from './paths.ts'

/** What `--baseline` names: a file or folder where one is there, else a git revision. */
export async function readBaseline(
  given: string | undefined,
  files: readonly FoundFile[],
  cwd: string,
): Promise<{ readonly choice: BaselineChoice | undefined } | { readonly problem: string }> {
  if (given === undefined) return { choice: undefined }
  const path = resolve(cwd, given)
  if (given === '' || !existsSync(path)) return readRevision(given, files)
  return statSync(path).isDirectory() ? { choice: folderChoice(path, files, cwd) } : fileChoice(path, given, files, cwd)
}

async function readRevision(revision: string, files: readonly FoundFile[]) {
  const { commitAt } = gitVersions()
  const folders = new Set(files.map(({ uri }) => pathToFileURL(dirname(fileURLToPath(uri))).href))
  for (const folder of folders) {
    if ((await commitAt(revision, folder)) !== undefined) return { choice: { kind: 'revision', revision } as const }
  }
  return { problem: `--baseline takes a git revision, a file or a folder; "${revision}" is none here.` }
}

/** One older document: of the only file that is checked, or of the one with the same name. */
function fileChoice(path: string, given: string, files: readonly FoundFile[], cwd: string) {
  const uris = files.map(({ uri }) => uriKey(uri))
  const own = uris.length === 1 ? uris[0] : uris.find((uri) => basename(fileURLToPath(uri)) === basename(path))
  if (own === undefined && uris.length > 0)
    return {
      problem: `--baseline ${given} is one file, and PATH names several without one of its name: name the one that it is to be held against.`,
    }
  const text = textOf(path)
  if (text === undefined) return { problem: `${given} cannot be read.` }
  if (!text.includes('asyncapi')) return { problem: `--baseline ${given} is no AsyncAPI document.` }
  const older = pathToFileURL(path).href
  return {
    choice: { kind: 'files', counterpart: (uri: string) => (uri === own ? older : undefined), folders: foldersOf(path, cwd) } as const,
  }
}

/** Older documents, each by its path from the PATH folder that holds the checked one, else from the working directory, else, where PATH is the file, by its name. */
function folderChoice(folder: string, files: readonly FoundFile[], cwd: string): BaselineChoice {
  const tops = [...new Set(files.filter(({ named }) => !named).map(({ path }) => resolve(cwd, path)))]
  const named = new Set(files.filter((one) => one.named).map(({ uri }) => uriKey(uri)))
  const known = new Map<string, string | undefined>()
  const find = (uri: string): string | undefined => {
    const file = fileURLToPath(uri)
    const ways = [...tops, cwd]
      .map((top) => relative(top, file))
      .filter((way) => way !== '' && !way.startsWith('..') && resolve(way) !== way)
    const older = [...ways, ...(named.has(uri) ? [basename(file)] : [])].map((way) => join(folder, way)).find((one) => existsSync(one))
    return older === undefined || older === file ? undefined : pathToFileURL(older).href
  }
  const counterpart = (uri: string): string | undefined => {
    if (!known.has(uri)) known.set(uri, uri.startsWith('file:') ? find(uri) : undefined)
    return known.get(uri)
  }
  return { kind: 'files', counterpart, folders: foldersOf(join(folder, 'x'), cwd) }
}

function foldersOf(file: string, cwd: string): string[] {
  return boundaries([file], cwd).map((folder) => pathToFileURL(folder).href)
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
