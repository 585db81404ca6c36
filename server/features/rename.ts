import type { PrepareRenameParams, PrepareRenameResult, RenameParams, WorkspaceEdit } from 'vscode-languageserver'
import { escapeSegment } from '../../shared/pointer.ts'
import type { Amendment } from '../rules/rule.ts'
import type { Checks } from '../validate/checks.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { splitReference } from '../workspace/references.ts'
import { placeAt, spanAt } from './cursor-at.ts'
import { editOf } from './edits.ts'
import { siteOf, sitesOf } from './references.ts'

/** What would be renamed at a place, and where it is written there; `null` where nothing has a name. */
export function prepareRename({ textDocument, position }: PrepareRenameParams, { workspace }: Checks): PrepareRenameResult | null {
  const at = placeAt(workspace.file(textDocument.uri), position)
  const target = at && targetAt(at.cursor, at.part)
  if (!at || !target) return null
  const span = at.cursor === target ? spanAt(target, 'key') : spanAt(at.cursor, 'value')
  return span ? { range: at.source.lines.range(span), placeholder: target.key } : null
}

/** Renames an entry, and in every `$ref` of the workspace that names it or leads through it. */
export function rename({ textDocument, position, newName }: RenameParams, { workspace }: Checks): WorkspaceEdit | null {
  const at = placeAt(workspace.file(textDocument.uri), position)
  const target = at && targetAt(at.cursor, at.part)
  // Two entries of one name would be one.
  if (!target || newName === '' || newName === target.key || target.parent?.at(newName).exists) return null
  const amendments: Amendment[] = []
  for (const uri of workspace.reaching(target.uri)) {
    for (const site of sitesOf(workspace.file(uri))) {
      const value = renamed(site, target, newName)
      if (value !== undefined) amendments.push({ do: 'set', at: site.at('$ref'), value })
    }
  }
  amendments.push(...renamedInStory(target, newName))
  // Last: what stands below it is found by its old name.
  return editOf([...amendments, { do: 'rename', at: target, key: newName }]) ?? null
}

function targetAt(cursor: Cursor, part: 'key' | 'value'): Cursor | undefined {
  const site = siteOf(cursor)
  const reference = site?.reference
  const target = site ? (reference?.kind === 'found' ? reference.target : undefined) : part === 'key' ? cursor : undefined
  return target && hasName(target) ? target : undefined
}

/** Whether an entry's key is the author's to choose and all that names it is a `$ref`. */
function hasName({ path, root }: Cursor): boolean {
  const is3 = root.at('asyncapi').text?.startsWith('3.') ?? false
  const [first, second] = path
  // In 2.x a channel's key is its address, and servers and security schemes are named by their key alone.
  if (first === 'components') return path.length === 3 && (is3 || second !== 'securitySchemes')
  if (!is3) return false
  return (path.length === 2 && ['channels', 'operations', 'servers'].includes(first ?? '')) || isChannelMessage(path)
}

function isChannelMessage(path: readonly string[]): boolean {
  return path.length === 4 && path[0] === 'channels' && path[2] === 'messages'
}

/** The text of a reference once the target is called something else; `undefined` where it does not lead through the target by its name. */
function renamed(site: Cursor, target: Cursor, name: string): string | undefined {
  const { reference } = site
  const text = site.at('$ref').text
  if (reference?.kind !== 'found' || text === undefined || !target.holds(reference.target)) return undefined
  const { path = [] } = splitReference(text)
  // A reference may come to the target by another way than its own path, yet its end is the same.
  const index = path.length - 1 - (reference.target.path.length - target.path.length)
  if (path[index] !== target.key) return undefined
  const hash = text.indexOf('#')
  const segments = text.slice(hash + 1).split('/')
  segments[index + 1] = escapeSegment(name).replaceAll('%', '%25')
  return `${text.slice(0, hash + 1)}${segments.join('/')}`
}

/** The story of an event source names its messages by their keys. */
function renamedInStory(target: Cursor, name: string): Amendment[] {
  const channel = isChannelMessage(target.path) ? target.parent?.parent : undefined
  const items = channel?.at('x-event-source', 'story').children ?? []
  return items.filter(({ text }) => text === target.key).map((at) => ({ do: 'set', at, value: name }))
}
