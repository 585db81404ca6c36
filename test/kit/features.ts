import type { Position } from '../../server/document/lines.ts'
import { codeActions } from '../../server/features/code-actions.ts'
import { Checked, type CheckedOptions } from './checks.ts'
import { folder, type Texts, uriOf } from './workspace.ts'

type CodeAction = ReturnType<typeof codeActions>[number]
type TextEdit = { readonly range: { readonly start: Position; readonly end: Position }; readonly newText: string }

/** A checked workspace and the place of the cursor in it. */
export interface Scene {
  readonly checked: Checked
  readonly uri: string
  readonly text: string
  readonly offset: number
  readonly position: Position
}

/** Opens `path` of the texts, whose one `¦` is the cursor; the others lie on the disk. */
export async function scene(texts: Texts, path = Object.keys(texts)[0] ?? '', options: CheckedOptions = {}): Promise<Scene> {
  const marked = texts[path] ?? ''
  const offset = marked.indexOf('¦')
  const text = marked.replace('¦', '')
  const checked = new Checked({ ...texts, [path]: text }, options)
  await checked.scan()
  await checked.open(path)
  const position = checked.checks.workspace.file(uriOf(path)).source?.lines.position(offset) ?? { line: 0, character: 0 }
  return { checked, uri: uriOf(path), text, offset, position }
}

/** What the light bulb offers at the cursor. */
export function actionsAt({ checked, uri, position }: Scene, only?: string): CodeAction[] {
  const range = { start: position, end: position }
  const context = { diagnostics: [], ...(only !== undefined && { only: [only] }) }
  return codeActions({ textDocument: { uri }, range, context }, checked.checks, { resolve: false })
}

/** The texts after an action, by path from the folder. */
export function appliedTo({ checked }: Scene, action: CodeAction | undefined): Record<string, string> {
  const after: Record<string, string> = {}
  for (const [uri, edits] of Object.entries(action?.edit?.changes ?? {})) {
    const { source } = checked.checks.workspace.file(uri)
    if (source) after[uri.slice(folder.length + 1)] = applied(source.text, edits, (position) => source.lines.offset(position))
  }
  return after
}

/** A text after edits as LSP has them: all count on the text as it was. */
export function applied(text: string, edits: readonly TextEdit[], offset: (position: Position) => number): string {
  const sorted = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))
  return sorted.reduce((left, { range, newText }) => left.slice(0, offset(range.start)) + newText + left.slice(offset(range.end)), text)
}
