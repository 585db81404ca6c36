import { appendItem, insertEntry, removeEntry, renameKey, setValue } from '../document/change/changes.ts'
import { type Change, edit, type SourceText } from '../document/source-text.ts'
import type { Amendment } from '../rules/rule.ts'
import type { SourceFile } from '../workspace/source-file.ts'

/** The changes of each file that amendments ask for, on its text as it is now; `undefined` where one cannot be made. */
export function amend(amendments: readonly Amendment[]): Map<SourceFile, readonly Change[]> | undefined {
  const byFile = new Map<SourceFile, Amendment[]>()
  for (const amendment of amendments) {
    const { file } = amendment.at
    const list = byFile.get(file)
    if (list) list.push(amendment)
    else byFile.set(file, [amendment])
  }
  const made = new Map<SourceFile, readonly Change[]>()
  for (const [file, list] of byFile) {
    const source = file.source
    const changes = source && changesOf(list, source)
    if (!changes) return undefined
    made.set(file, changes)
  }
  return made
}

/** Several amendments are made one after the other, for each may move the next; they then become one change. */
function changesOf(amendments: readonly Amendment[], before: SourceText): readonly Change[] | undefined {
  const [first] = amendments
  if (amendments.length === 1 && first) return changesFor(first, before)
  let source = before
  for (const amendment of amendments) {
    const changes = changesFor(amendment, source)
    if (!changes) return undefined
    // From the back, so that each still counts on the same text.
    source = edit(source, [...changes].sort((a, b) => b.from - a.from))
  }
  return [difference(before.text, source.text)]
}

function changesFor(amendment: Amendment, source: SourceText): readonly Change[] | undefined {
  const { at } = amendment
  const { path, document } = at
  switch (amendment.do) {
    case 'set':
      return setValue(source, document, path, amendment.value)
    case 'insert':
      return insertEntry(source, document, path, amendment.key, amendment.value, amendment.after)
    case 'append':
      return appendItem(source, document, path, amendment.value)
    case 'remove':
      return removeEntry(source, document, path)
    case 'rename':
      return renameKey(source, document, path, amendment.key)
  }
}

/** The smallest single change that makes one text of the other. */
function difference(before: string, after: string): Change {
  let from = 0
  const most = Math.min(before.length, after.length)
  while (from < most && before[from] === after[from]) from++
  let behind = 0
  while (behind < most - from && before.at(-1 - behind) === after.at(-1 - behind)) behind++
  return { from, to: before.length - behind, insert: after.slice(from, after.length - behind) }
}
