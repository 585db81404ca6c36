import type { Clock } from '../../server/workspace/cells.ts'
import type { Host } from '../../server/workspace/host.ts'
import type { SourceFile } from '../../server/workspace/source-file.ts'
import { languageOf } from '../../server/workspace/source-file.ts'
import { Workspace, type WorkspaceOptions } from '../../server/workspace/workspace.ts'
import { isInside, uriKey } from '../../shared/uri.ts'

/** Texts by path from the only workspace folder. */
export type Texts = Readonly<Record<string, string>>

/** The folder in which the kit's files lie. */
export const folder = 'file:///w'

export function uriOf(path: string): string {
  return uriKey(path.includes(':') ? path : `${folder}/${path}`)
}

/** A disk in memory. `files` may be changed while it is in use. */
export function memoryHost(files: Record<string, string>): Host {
  const text = (uri: string) => Object.entries(files).find(([path]) => uriOf(path) === uri)?.[1]
  return {
    read: async (uri, limit) => {
      const found = text(uri)
      if (found === undefined) return { problem: 'missing' }
      const bytes = new TextEncoder().encode(found)
      return bytes.length > limit ? { problem: 'too-big' } : { bytes }
    },
    list: async (below, limit) => {
      const all = Object.keys(files)
        .map(uriOf)
        .filter((uri) => isInside(below, uri))
      return { files: all.slice(0, limit), complete: all.length <= limit }
    },
  }
}

/** A workspace that sees the texts as open documents, so nothing needs to be waited for. */
export function openWorkspace(texts: Texts, options: Partial<WorkspaceOptions> = {}, clock?: Clock): Workspace {
  const workspace = new Workspace(memoryHost({}), { folders: [folder], readOutside: false, readRemote: false, ...options }, clock)
  for (const [path, text] of Object.entries(texts)) workspace.open(uriOf(path), text, 1, languageOf(path))
  return workspace
}

/** The same over a disk: every file is read, none is open. */
export async function readWorkspace(texts: Texts, options: Partial<WorkspaceOptions> = {}): Promise<Workspace> {
  const workspace = new Workspace(memoryHost({ ...texts }), { folders: [folder], readOutside: false, readRemote: false, ...options })
  await workspace.scan(
    () => {},
    () => false,
  )
  for (const path of Object.keys(texts)) await workspace.load(uriOf(path))
  return workspace
}

/** Replaces the text of an open file by another one, as an editor would that sends the smallest stretch that changed. */
export function retype(file: SourceFile, next: string): void {
  const before = file.source?.text ?? ''
  let from = 0
  while (from < before.length && from < next.length && before[from] === next[from]) from++
  let same = 0
  while (same < before.length - from && same < next.length - from && before.at(-1 - same) === next.at(-1 - same)) same++
  const change = { from, to: before.length - same, insert: next.slice(from, next.length - same) }
  file.workspace.change(file.uri, [change], (file.version ?? 0) + 1)
}
