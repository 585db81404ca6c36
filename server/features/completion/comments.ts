import type { SourceText } from '../../document/source-text.ts'
import { ruleIds, titleOf } from '../schema-at.ts'
import type { Proposal, Writing } from './proposal.ts'

const words = ['event-source-disable-next-line', 'event-source-disable-line', 'event-source-disable-file']
const opening = /(?:#|\/\/|\/\*)[ \t]*((?:event-?)?[\w-]*)$/
const listing = /(?:#|\/\/|\/\*)[ \t]*event-source-disable-(?:next-line|line|file)[ \t]+(?:[\w/-]+[ \t]*,?[ \t]*)*?([\w/-]*)$/

/** What may be written in a suppression comment; `undefined` outside of comments. */
export function commentProposals(source: SourceText, offset: number): { proposals: Proposal[]; context: Writing } | undefined {
  const { text, lines } = source
  const start = lines.offset({ line: lines.position(offset).line, character: 0 })
  const before = text.slice(Math.max(start, offset - 1000), offset)
  const list = listing.exec(before)
  if (list)
    return isBehindReason(before)
      ? { proposals: [], context: writing(offset, '') }
      : { proposals: ruleProposals(), context: writing(offset, list[1] ?? '') }
  const word = opening.exec(before)
  if (!word || !/(?:^|[\s{,])(?:#|\/\/|\/\*)[ \t]*[\w-]*$/.test(before)) return undefined
  return { proposals: words.map((label) => ({ label, kind: 'value' })), context: writing(offset, word[1] ?? '') }
}

/** Every rule as something to be named. */
function ruleProposals(): Proposal[] {
  return ruleIds.map((label) => ({ label, kind: 'rule', doc: titleOf(label) }))
}

function isBehindReason(before: string): boolean {
  return /\s--(?:\s|$)/.test(before)
}

function writing(offset: number, typed: string): Writing {
  return { replace: { from: offset - typed.length, to: offset }, as: 'plain' }
}
