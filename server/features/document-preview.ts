import type { DocumentAnswer, DocumentHereParams, DocumentParams, DocumentPart, DocumentState } from '../../shared/document-protocol.ts'
import type { PlaceRange } from '../../shared/preview-protocol.ts'
import { uriName } from '../../shared/uri.ts'
import type { Checks } from '../validate/checks.ts'
import { atOnce, inSlices } from '../validate/slices.ts'
import { sameList } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { type Bundle, bundle } from './bundle/bundle.ts'
import { placeAt } from './cursor-at.ts'
import { brokenIn, rangeOf } from './stream-preview.ts'

/** The versions of AsyncAPI that the document preview can show. */
const shown = /^[23]\.\d+\.\d+(?:-|$)/

/** Of each document the texts that its last answer was made of: while they are the same, so is the answer. */
const answered = new WeakMap<Checks, Map<string, { readonly number: number; readonly of: readonly unknown[] }>>()

/** What the document preview shows of a file, or that it is as the page has it: a change elsewhere costs nothing. */
export async function documentAnswer({ uri, seen }: DocumentParams, checks: Checks): Promise<DocumentAnswer> {
  const { workspace } = checks
  await workspace.load(uri)
  let answers = answered.get(checks)
  if (!answers) answered.set(checks, (answers = new Map()))
  const of = textsOf(uri, checks)
  const last = answers.get(uri)
  if (last && last.number === seen && sameList(last.of, of)) return { number: seen }
  const number = (last?.number ?? 0) + 1
  answers.set(uri, { number, of })
  return { number, state: await documentState({ uri }, checks) }
}

/** What an answer is made of: the texts of all files that the document reaches, as they are now, or why there are none. */
function textsOf(uri: string, { workspace }: Checks): readonly unknown[] {
  return [workspace.options, ...workspace.reachedFrom(uri).map((key) => workspace.file(key).state)]
}

/** A large document is bundled between other requests; when one types meanwhile, its newer text is, at once. */
async function bundled(root: Cursor, checks: Checks): Promise<Bundle> {
  const of = textsOf(root.uri, checks)
  const isCancelled = () => !sameList(of, textsOf(root.uri, checks))
  return (await inSlices(bundle(root), isCancelled)) ?? atOnce(bundle(root))
}

/** What the document preview shows of the first AsyncAPI document of a file, every file that it reaches included. */
export async function documentState({ uri }: { readonly uri: string }, checks: Checks): Promise<DocumentState> {
  const file = checks.workspace.file(uri)
  const name = uriName(file.uri)
  await checks.workspace.load(file.uri)
  if (file.standing !== 'text')
    return { kind: file.standing === 'pending' && checks.workspace.mayRead(file.uri) ? 'loading' : 'missing', file: name }
  const broken = brokenIn(file)
  const [root] = file.documents
  const version = root?.at('asyncapi').value
  if (!root || typeof version !== 'string' || !shown.test(version)) return refusal(name, root, broken)
  const { graph, gaps } = await bundled(root, checks)
  return {
    kind: 'document',
    file: name,
    graph,
    gaps: gaps.slice(0, 100).map((gap) => ({ ...gap, line: (rangeOf(gap.place, checks)?.start.line ?? 0) + 1 })),
    ...(broken && { broken }),
  }

  function refusal(file: string, at: Cursor | undefined, instead: typeof broken): DocumentState {
    if (instead) return { kind: 'refused', file, message: instead.message, range: instead.range, line: instead.line }
    if (!at) return { kind: 'refused', file, message: 'The file is no AsyncAPI document: it has no key `asyncapi`.' }
    const message = `The preview shows AsyncAPI 2.0.0 to 3.1.0. This document says \`asyncapi: ${String(at.at('asyncapi').value)}\`.`
    const range = rangeOf(at.at('asyncapi').place, checks)
    return { kind: 'refused', file, message, ...(range && { range, line: range.start.line + 1 }) }
  }
}

/** Where a part of the document is written: at the end of the references on the way. */
export function partRange({ uri, path }: DocumentPart, checks: Checks): PlaceRange | null {
  let at: Cursor | undefined = checks.workspace.file(uri).documents[0]
  for (const [index, segment] of path.entries()) at = (index === 0 ? at : at?.target)?.at(segment)
  const target = at?.target ?? at
  return target?.exists ? rangeOf(target.place, checks) : null
}

/** The path of what the cursor is in; `null` in another file than the document's own. */
export function partHere({ document, uri, position }: DocumentHereParams, checks: Checks): readonly string[] | null {
  const file = checks.workspace.file(uri)
  const shownFile: SourceFile = checks.workspace.file(document)
  const at = placeAt(file, position)?.cursor
  return at && file === shownFile ? at.path : null
}

export function holdsDocument({ uri }: { readonly uri: string }, checks: Checks): boolean {
  return checks.workspace.file(uri).documents.length > 0
}
