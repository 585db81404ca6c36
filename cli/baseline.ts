import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gitVersions } from '../server/node/git.ts'
import type { BaselineChoice } from '../server/validate/baselines.ts'
import { isInside, uriKey } from '../shared/uri.ts'
import { boundaries, type FoundFile } from './paths.ts'

export interface Baseline {
  readonly choice: BaselineChoice | undefined
  /** What is checked: an older version among it is no part of the workspace. */
  readonly files: readonly FoundFile[]
}

/** Said of an argument that cannot be used. */
interface Refusal {
  readonly problem: string
}

/** What `--baseline` names: a file or folder where one is there, else a git revision. */
export async function readBaseline(given: string | undefined, files: readonly FoundFile[], cwd: string): Promise<Baseline | Refusal> {
  if (given === undefined) return { choice: undefined, files }
  const path = resolve(cwd, given)
  if (given === '' || !existsSync(path)) return readRevision(given, files)
  const older = uriKey(pathToFileURL(path).href)
  const others = files.filter(({ uri }) => !isInside(older, uriKey(uri)))
  const checked = others.length > 0 ? others : files
  if (!statSync(path).isDirectory()) return fileBaseline(path, given, checked, cwd)
  return { choice: folderChoice(path, checked, cwd), files: checked }
}

async function readRevision(revision: string, files: readonly FoundFile[]): Promise<Baseline | Refusal> {
  const { commitAt } = gitVersions()
  const folders = new Set(files.map(({ uri }) => pathToFileURL(dirname(fileURLToPath(uri))).href))
  for (const folder of folders) {
    if ((await commitAt(revision, folder)) !== undefined) return { choice: { kind: 'revision', revision }, files }
  }
  return { problem: `--baseline takes a git revision, a file or a folder; "${revision}" is none here.` }
}

/** One older document: of the only one that is checked, or of the one with the same name. */
function fileBaseline(path: string, given: string, files: readonly FoundFile[], cwd: string): Baseline | Refusal {
  const uris = files.map(({ uri }) => uriKey(uri))
  const own = only(uris) ?? uris.find((uri) => basename(fileURLToPath(uri)) === basename(path)) ?? only(uris.filter(isOurs))
  if (own === undefined && uris.length > 0)
    return {
      problem: `--baseline ${given} is one document, and PATH holds several and none of its name. Name the one to be held against it.`,
    }
  const older = pathToFileURL(path).href
  if (textOf(older) === undefined) return { problem: `${given} cannot be read.` }
  if (!isOurs(older)) return { problem: `--baseline ${given} is no AsyncAPI document.` }
  const counterpart = (uri: string) => (uri === own ? older : undefined)
  return { choice: { kind: 'files', counterpart, folders: foldersOf(path, cwd) }, files }
}

/** Older documents, each by its path from the PATH folder that holds the checked one, else from the working directory, else, where PATH is the file, by its name. */
function folderChoice(folder: string, files: readonly FoundFile[], cwd: string): BaselineChoice {
  const tops = [...new Set(files.filter(({ named }) => !named).map(({ path }) => resolve(cwd, path)))]
  const named = new Set(files.filter((one) => one.named).map(({ uri }) => uriKey(uri)))
  const find = (uri: string): string | undefined => {
    const file = fileURLToPath(uri)
    const ways = [...tops, cwd]
      .map((top) => relative(top, file))
      .filter((way) => way !== '' && !way.startsWith('..') && resolve(way) !== way)
    if (named.has(uri)) ways.push(basename(file))
    const older = ways.map((way) => join(folder, way)).find((one) => existsSync(one))
    return older === undefined || older === file ? undefined : pathToFileURL(older).href
  }
  const known = new Map<string, string | undefined>()
  const counterpart = (uri: string): string | undefined => {
    if (!known.has(uri)) known.set(uri, uri.startsWith('file:') ? find(uri) : undefined)
    return known.get(uri)
  }
  return { kind: 'files', counterpart, folders: foldersOf(join(folder, 'x'), cwd) }
}

function foldersOf(file: string, cwd: string): string[] {
  return boundaries([file], cwd).map((folder) => pathToFileURL(folder).href)
}

function only(uris: readonly string[]): string | undefined {
  return uris.length === 1 ? uris[0] : undefined
}

function isOurs(uri: string): boolean {
  return textOf(uri)?.includes('asyncapi') ?? false
}

function textOf(uri: string): string | undefined {
  try {
    return readFileSync(new URL(uri), 'utf8')
  } catch {
    return undefined
  }
}
