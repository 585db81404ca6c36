import type { SourceText } from '../document/source-text.ts'
import { nearest } from '../rules/nearest.ts'
import * as reports from '../rules/reports.ts'
import type { Cursor } from '../workspace/cursor.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { type Draft, type Evidence, reportDraft } from './draft.ts'
import { spanOf } from './spot.ts'
import { type Suppression, suppressionsOf } from './suppressions.ts'

/** Takes out what comments and `x-event-source.ignore` silence, and adds what is to be said of those. */
export function applySuppressions(drafts: readonly Draft[], file: SourceFile, source: SourceText, evidence: Evidence): Draft[] {
  const comments = suppressionsOf(source)
  const ignores = file.documents.flatMap(ignoredIn)
  const used = new Set<Suppression | Ignore>()
  const kept = drafts.filter((draft) => {
    const line = source.lines.position(draft.span.from).line
    const silencing = [
      ...comments.filter((one) => (one.line === undefined || one.line === line) && names(one.rule, draft, evidence)),
      ...ignores.filter((one) => names(one.rule, draft, evidence) && concerns(one, draft)),
    ]
    for (const one of silencing) used.add(one)
    return silencing.length === 0 && !isIgnoredElsewhere(draft, file, evidence)
  })
  return [...kept, ...said(comments, ignores, used, evidence)]
}

/** A rule id in the `ignore` list of a channel's `x-event-source`. */
interface Ignore {
  readonly rule: string
  readonly at: Cursor
  readonly channel: Cursor
}

function ignoredIn(root: Cursor): Ignore[] {
  return root.at('channels').children.flatMap(ignoredOf)
}

function ignoredOf(channel: Cursor): Ignore[] {
  return channel.at('x-event-source', 'ignore').children.flatMap((at) => (at.text === undefined ? [] : [{ rule: at.text, at, channel }]))
}

function names(name: string, draft: Draft, { names: known }: Evidence): boolean {
  return known.get(name)?.id === draft.rule.id
}

function concerns({ channel }: Ignore, { found }: Draft): boolean {
  if (!found) return false
  return found.channel ? found.channel.cursor === channel : channel.holds(found.finding.at)
}

/** The channel of a finding may be defined in another file than the finding stands in; its word counts there, too. */
function isIgnoredElsewhere(draft: Draft, file: SourceFile, evidence: Evidence): boolean {
  const channel = draft.found?.channel?.cursor
  if (!channel || channel.file === file) return false
  return ignoredOf(channel).some((ignore) => names(ignore.rule, draft, evidence))
}

function* said(
  comments: readonly Suppression[],
  ignores: readonly Ignore[],
  used: ReadonlySet<Suppression | Ignore>,
  evidence: Evidence,
): Iterable<Draft> {
  for (const one of [...comments, ...ignores]) {
    const span = 'span' in one ? one.span : spanOf({ at: one.at, part: 'value' })
    if (!span) continue
    const rule = evidence.names.get(one.rule)
    if (!rule) yield reportDraft(reports.unknownRule, span, unknownRuleMessage(one.rule, evidence))
    else if (!used.has(one) && canBeJudged(rule.id, one, evidence)) {
      yield {
        ...reportDraft(reports.unusedSuppression, span, `Nothing here is silenced by this: ${rule.id} has no finding. Remove it.`),
        unnecessary: true,
      }
    }
  }
}

export function unknownRuleMessage(name: string, { names: known }: Pick<Evidence, 'names'>): string {
  const near = nearest(name, known.all)
  return `There is no rule ${name}.${near === undefined ? '' : ` Did you mean ${near}?`}`
}

/** What only the slow wave tells, strict syntax among it, is not there yet while one types; findings in other files may use an `ignore`. */
function canBeJudged(rule: string, suppression: Suppression | Ignore, { slowIsDone, store }: Evidence): boolean {
  if (!slowIsDone && [reports.spec.id, reports.syntax.id, reports.specTimeout.id].includes(rule)) return false
  return !('channel' in suppression) || !store.hasOf(rule, suppression.channel)
}
