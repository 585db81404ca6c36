import { insertEntry, insertItem, removeEntry, renameKey, setValue } from '../document/change/change.ts'
import { type Change, edit, type SourceText } from '../document/source-text.ts'
import type { Amendment } from '../rules/rule.ts'
import type { SourceFile } from '../workspace/source-file.ts'

/** The changes of each file that amendments ask for, on its text as it is now; `undefined` where one cannot be made, or would leave a text that does not parse. */
export function amend(amendments: readonly Amendment[]): Map<SourceFile, readonly Change[]> | undefined {
  const byFile = new Map<SourceFile, Amendment[]>()
  for (const amendment of amendments) {
    const list = byFile.get(amendment.at.file)
    if (list) list.push(amendment)
    else byFile.set(amendment.at.file, [amendment])
  }
  const made = new Map<SourceFile, readonly Change[]>()
  for (const [file, list] of byFile) {
    const changes = file.source && changesOf(list, file.source)
    if (!changes) return undefined
    made.set(file, changes)
  }
  return made
}

/** The text after an amendment; `undefined` where it cannot be made, or breaks what parsed. */
export function amended(amendment: Amendment, source: SourceText): SourceText | undefined {
  const changes = changesFor(amendment, source)
  return changes && applied(source, changes)
}

/** The smallest single change that makes one text of the other. */
export function difference(before: string, after: string): Change {
  let from = 0
  const most = Math.min(before.length, after.length)
  while (from < most && before[from] === after[from]) from++
  let behind = 0
  while (behind < most - from && before.at(-1 - behind) === after.at(-1 - behind)) behind++
  return { from, to: before.length - behind, insert: after.slice(from, after.length - behind) }
}

/** Several amendments are made one after the other, for each may move the next; they then become one change. */
function changesOf(amendments: readonly Amendment[], before: SourceText): readonly Change[] | undefined {
  const [first] = amendments
  if (amendments.length === 1 && first) {
    const changes = changesFor(first, before)
    return changes && applied(before, changes) && changes
  }
  let source: SourceText | undefined = before
  for (const amendment of amendments) source = source && amended(amendment, source)
  return source && [difference(before.text, source.text)]
}

/** The text after changes that do not overlap; `undefined` where they break what parsed. */
export function applied(source: SourceText, changes: readonly Change[]): SourceText | undefined {
  const after = changes.length > most ? edit(source, [inOne(source.text, changes)]) : edit(source, fromTheBack(changes))
  return syntaxProblems(after) > syntaxProblems(source) ? undefined : after
}

/** More changes than this are made as one: each costs a look at the whole text. */
const most = 20

/** So each still counts on the same text. */
function fromTheBack(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => b.from - a.from)
}

function inOne(text: string, changes: readonly Change[]): Change {
  let at = 0
  let after = ''
  for (const { from, to, insert } of [...changes].sort((a, b) => a.from - b.from)) {
    after += text.slice(at, from) + insert
    at = to
  }
  return difference(text, after + text.slice(at))
}

function syntaxProblems({ problems }: SourceText): number {
  return problems.filter(({ code }) => code !== 'unknown-tag' && code !== 'comment-in-json').length
}

/** The changes that an amendment means, in the order of the text; `undefined` where nothing can be changed. */
export function changesFor(amendment: Amendment, source: SourceText): readonly Change[] | undefined {
  const { path, document } = amendment.at
  const root = source.roots[document]
  if (!root) return undefined
  const changes = changesIn(amendment, source, root, path)
  return changes.length > 0 ? changes : undefined
}

function changesIn(amendment: Amendment, source: SourceText, root: SourceText['roots'][number], path: readonly string[]): Change[] {
  switch (amendment.do) {
    case 'set':
      return setValue(source, root, path, amendment.value)
    case 'insert':
      return insertEntry(source, root, path, amendment.key, amendment.value, amendment.after)
    case 'append':
      return insertItem(source, root, path, amendment.value)
    case 'remove':
      return removeEntry(source, root, path)
    case 'rename':
      return renameKey(source, root, path, amendment.key)
  }
}
