import { promises as fs } from 'node:fs'
import { dirname, extname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import ignore, { type Ignore } from 'ignore'
import picomatch from 'picomatch'
import type { Listing } from '../workspace/host.ts'

const endings = new Set(['.yaml', '.yml', '.json', '.jsonc'])

/** The YAML and JSON files below a folder, without `node_modules`, dot folders, links, what git ignores and what the globs name. */
export async function listFolder(folder: string, limit: number, excluded: readonly string[]): Promise<Listing> {
  const isExcluded = excluded.length > 0 ? picomatch([...excluded], { dot: true }) : () => false
  const files: string[] = []
  const queue: { path: string; rules: readonly IgnoreFile[] }[] = [{ path: folder, rules: await ignoreFilesAbove(folder) }]
  for (const { path, rules: above } of queue) {
    const entries = await fs.readdir(path, { withFileTypes: true }).catch(() => [])
    const own = entries.some((entry) => entry.name === '.gitignore') ? await readIgnoreFile(path) : undefined
    const rules = own ? [...above, own] : above
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = join(path, entry.name)
      const isFolder = entry.isDirectory()
      if (
        isFolder
          ? entry.name === 'node_modules' || entry.name.startsWith('.')
          : !entry.isFile() || !endings.has(extname(entry.name).toLowerCase())
      )
        continue
      if (isExcluded(relative(folder, child).split(sep).join('/')) || isIgnored(child, isFolder, rules)) continue
      if (isFolder) queue.push({ path: child, rules })
      else if (files.length >= limit) return { files, complete: false }
      else files.push(pathToFileURL(child).href)
    }
  }
  return { files, complete: true }
}

/** A `.gitignore` and the folder that its patterns are relative to. */
interface IgnoreFile {
  readonly folder: string
  readonly patterns: Ignore
}

async function readIgnoreFile(folder: string): Promise<IgnoreFile | undefined> {
  const text = await fs.readFile(join(folder, '.gitignore'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : { folder, patterns: ignore().add(text) }
}

/** Those of the folders above, up to the repository's, outermost first. */
async function ignoreFilesAbove(folder: string): Promise<IgnoreFile[]> {
  const found: IgnoreFile[] = []
  for (let path = folder; !(await exists(join(path, '.git'))); ) {
    const parent = dirname(path)
    // Without a repository there is nothing that git would ignore.
    if (parent === path) return []
    path = parent
    const file = await readIgnoreFile(path)
    if (file) found.unshift(file)
  }
  return found
}

function isIgnored(path: string, isFolder: boolean, rules: readonly IgnoreFile[]): boolean {
  let ignored = false
  for (const { folder, patterns } of rules) {
    const name = relative(folder, path).split(sep).join('/')
    const verdict = patterns.test(isFolder ? `${name}/` : name)
    if (verdict.ignored) ignored = true
    else if (verdict.unignored) ignored = false
  }
  return ignored
}

async function exists(path: string): Promise<boolean> {
  return fs.access(path).then(
    () => true,
    () => false,
  )
}
