import { type ErrorCode, parseAllDocuments, type YAMLError } from 'yaml'
import type { SyntaxProblem } from './source-text.ts'

/**
 * What the strict parser of `yaml` refuses: it sees what the tolerant one lets pass, but has to read the whole text each time. For the worker
 * of the slow wave only. One problem a document, at its first wrong token; duplicate keys and unknown tags are left to the fast wave, which
 * misses none.
 */
export function strictProblems(text: string): SyntaxProblem[] {
  const problems: SyntaxProblem[] = []
  try {
    const own = text.startsWith('\ufeff') ? text.slice(1) : text
    const documents = parseAllDocuments(own, { merge: true, prettyErrors: false, strict: true, logLevel: 'silent' })
    for (const { errors } of Array.isArray(documents) ? documents : []) {
      const [first] = errors.filter(({ code }) => code !== 'DUPLICATE_KEY').sort((a, b) => a.pos[0] - b.pos[0])
      if (first) problems.push(toProblem(first))
    }
  } catch {
    // Too deep for its stack: the fast wave has told so.
  }
  return problems.sort((a, b) => a.from - b.from)
}

function toProblem({ code, pos: [from, to], message }: YAMLError): SyntaxProblem {
  return { code: 'syntax', from, to: Math.max(from, to), message: MESSAGES[code] ?? `${message.replace(/\.$/, '')}.` }
}

const MESSAGES: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'An alias cannot have an anchor or a tag of its own.',
  BAD_INDENT: 'This line is not indented as the block it belongs to.',
  BAD_PROP_ORDER: 'Anchor and tag stand before the value, not before its mark.',
  BLOCK_AS_IMPLICIT_KEY: 'The value of a key cannot be another key: value pair on the same line; quote it or move it to the next line.',
  BLOCK_IN_FLOW: 'A block mapping or list cannot stand within brackets.',
  KEY_OVER_1024_CHARS: 'A key on one line with its colon can have 1024 characters at most.',
  MULTILINE_IMPLICIT_KEY: 'A key has to stand on one line with its colon; perhaps a colon is missing on the line before.',
  MULTIPLE_ANCHORS: 'A value can have one anchor only.',
  MULTIPLE_TAGS: 'A value can have one tag only.',
  TAB_AS_INDENT: 'Tabs cannot indent; use spaces.',
}
