import { expect } from 'vitest'
import { parse } from '../../../../../server/document/source-text.ts'
import { checkStructure } from '../../../../../server/rules/asyncapi/structure/structure.ts'
import { type MarkedFile, readMarked } from '../../../../kit/marks.ts'

/** Checks a text whose wrong places are marked: each marked place has one finding, and nothing else has. Gives the messages in the order of the text. */
export function expectFindings(marked: string): string[] {
  const [file] = readMarked(marked.replace(/^\n/, ''))
  const { text, marks } = file as MarkedFile
  const [root] = parse(text, text.startsWith('{') ? 'json' : 'yaml').roots
  const findings = root?.node ? checkStructure(root.node) : []
  const found = findings
    .map((finding) => ({ finding, span: root?.locate(finding.path, finding.part) }))
    .sort((first, second) => (first.span?.from ?? 0) - (second.span?.from ?? 0))
  const shown = (spans: readonly ({ from: number; to: number } | undefined)[]): string[] =>
    spans.map((span) => (span ? `${span.from}: ${text.slice(span.from, span.to).split('\n', 1)[0]}` : 'nowhere'))
  expect(shown(found.map(({ span }) => span)), found.map(({ finding }) => finding.message).join('\n')).toEqual(shown(marks))
  return found.map(({ finding }) => finding.message)
}
