import { IterMode, type Tree, type TreeCursor } from '@lezer/common'
import type { Link } from '../green.ts'
import type { Span } from '../node.ts'
import type { ReadDocument, SmallPairs } from '../reading.ts'
import { treeFacts } from '../tree-facts.ts'
import { YamlBuilder } from './build.ts'
import { yamlError } from './error.ts'
import { isClosed } from './scalar.ts'

/** The documents of a YAML stream (YAML 1.2.2, chapter 9); one at least. */
export function readDocuments(text: string, tree: Tree, small?: SmallPairs): ReadDocument[] {
  const documents: ReadDocument[] = []
  const cursor = tree.cursor(IterMode.IncludeAnonymous)
  let stray: Span | undefined
  eachChild(cursor, () => {
    if (cursor.name === 'Document') documents.push(readDocument(text, cursor, small))
    else if (cursor.type.isError) stray ??= { from: cursor.from, to: cursor.to }
  })
  if (documents.length === 0) documents.push({ span: { from: 0, to: text.length }, link: undefined, base: 0, problems: [], broken: false })
  if (stray) addStray(text, documents, stray)
  return documents
}

/** Whether the parser found something wrong in a tree; it says nothing of a quote that is open at the end. */
export function isBroken(text: string, tree: Tree): boolean {
  if (treeFacts(tree).error) return true
  const last = tree.resolveInner(text.length, -1)
  return last.name === 'QuotedLiteral' && last.to === text.length && !isClosed(text.slice(last.from))
}

function readDocument(text: string, cursor: TreeCursor, small: SmallPairs | undefined): ReadDocument {
  const span = { from: cursor.from, to: cursor.to }
  const error = firstError(cursor)
  const handles = new Map<string, string>()
  let link: Link | undefined
  eachChild(cursor, () => {
    if (cursor.name === 'Directive') {
      const tag = /^%TAG[ \t]+(\S+)[ \t]+(\S+)/.exec(text.slice(cursor.from, cursor.to))
      if (tag?.[1] !== undefined && tag[2] !== undefined) handles.set(tag[1], tag[2])
    } else link ??= new YamlBuilder(text, cursor, handles, small).element(span.from)
  })
  return { span, link, base: span.from, problems: error ? [yamlError(text, error, span)] : [], broken: error !== undefined }
}

/** An error between documents belongs to the one before it. */
function addStray(text: string, documents: ReadDocument[], stray: Span): void {
  let owner = 0
  documents.forEach((document, index) => {
    if (document.span.from <= stray.from) owner = index
  })
  const document = documents[owner]
  if (document) documents[owner] = { ...document, problems: [...document.problems, yamlError(text, stray, document.span)], broken: true }
}

function firstError(cursor: TreeCursor): Span | undefined {
  const { tree, from, to } = cursor
  if (cursor.type.isError) return { from, to }
  if (tree) {
    const { error } = treeFacts(tree)
    return error && { from: error.from + from, to: error.to + from }
  }
  let found: Span | undefined
  eachChild(cursor, () => {
    found ??= firstError(cursor)
  })
  return found
}

/** The children of the node under the cursor, nameless groups opened; the cursor is back where it was afterwards. */
function eachChild(cursor: TreeCursor, visit: () => void): void {
  if (!cursor.firstChild()) return
  do {
    if (cursor.type.isAnonymous) eachChild(cursor, visit)
    else visit()
  } while (cursor.nextSibling())
  cursor.parent()
}
