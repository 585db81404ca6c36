import { type Tree, TreeFragment } from '@lezer/common'
import type { Span } from '../node.ts'
import { deadlineFor, parseStrict, parseTolerant } from '../parse-tree.ts'
import type { Left, ReadDocument, Reading, SmallPairs } from '../reading.ts'
import { Small } from '../small.ts'
import type { SyntaxProblem } from '../source-text.ts'
import { BrokenDocument } from './broken.ts'
import { isBroken, readDocuments } from './documents.ts'
import { TAB } from './error.ts'
import { yamlParser } from './parser.ts'

/** Reads a YAML text with what is left of earlier readings. */
export function readYaml(text: string, left: Left): Reading {
  const shown = onlyNewlines(text)
  const deadline = deadlineFor(text)
  const small: SmallPairs = new Small(left.small)
  const tree = parseStrict(yamlParser, shown, left.fragments, deadline)
  if (tree && !isBroken(shown, tree)) {
    const documents = readDocuments(text, tree, small)
    return { documents, left: { fragments: TreeFragment.addTree(tree, left.fragments), parts: new Map(), small } }
  }
  const documents: ReadDocument[] = []
  const parts = new Map<string, Tree>()
  const tab = firstIndentingTab(text)
  const read = tab ? withoutTabs(shown) : shown
  for (const span of documentSpans(text)) {
    const broken = new BrokenDocument(text, read, { ...left, small, ...(tab && { fragments: [] }) }, parts, deadline)
    documents.push(broken.read(span))
  }
  if (tab && documents.every(({ broken }) => !broken)) blameOn(tab, documents)
  else if (documents.every(({ broken }) => !broken)) blame(text, shown, documents, deadline)
  return { documents, left: { fragments: left.fragments, parts, small } }
}

/** Every part is right by itself, but not together: then the parser says where it stumbles over the whole. */
function blame(text: string, shown: string, documents: ReadDocument[], deadline: number): void {
  const { tree } = parseTolerant(yamlParser, shown, [], deadline)
  const [problem] = tree ? readDocuments(text, tree).flatMap(({ problems }) => problems) : []
  blameOn(problem ?? { code: 'syntax', from: 0, to: 0, message: 'This cannot be read.' }, documents)
}

function blameOn(problem: SyntaxProblem, documents: ReadDocument[]): void {
  const owner = Math.max(
    documents.findLastIndex(({ span }) => span.from <= problem.from),
    0,
  )
  const document = documents[owner]
  if (document) documents[owner] = { ...document, problems: [problem], broken: true }
}

/** The first entry or item that is indented by tabs; the parser takes them for white space as any other. */
function firstIndentingTab(text: string): SyntaxProblem | undefined {
  const found = /^( *)(\t[ \t]*)(?:- |[\w$"'][^\n\r]*?:(?:\s|$))/m.exec(text)
  if (!found) return undefined
  const from = found.index + (found[1]?.length ?? 0)
  return { code: 'syntax', from, to: from + (found[2]?.length ?? 0), message: TAB }
}

/** The same text with a space for each tab before the first word of a line, so that lines under each other stay so. */
function withoutTabs(text: string): string {
  return text.replace(/^[ \t]+/gm, (indent) => indent.replaceAll('\t', ' '))
}

/** The parser ends a comment at `\n` only; both have the same length, so that places stay. */
function onlyNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text
}

/** Where documents begin and end by their marks alone. */
function documentSpans(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const mark of text.matchAll(/^(?:---|\.\.\.)(?![^\s])[^\n\r]*/gm)) {
    const end = mark[0].startsWith('.')
    const at = end ? mark.index + mark[0].length : mark.index
    if (hasContent(text, from, end ? mark.index : at)) spans.push({ from, to: at })
    from = at
  }
  if (hasContent(text, from, text.length) || spans.length === 0) spans.push({ from, to: text.length })
  return spans
}

/** Whether a stretch holds more than white space, comments and directives. */
function hasContent(text: string, from: number, to: number): boolean {
  const line = /[^\n\r]+/g
  line.lastIndex = from
  for (let found = line.exec(text); found && found.index < to; found = line.exec(text)) {
    if (!/^[ \t]*(?:#|$)|^%|^\.\.\./.test(found[0].slice(0, to - found.index))) return true
  }
  return false
}
