import type { SourceText, Span, SyntaxProblem } from '../document/source-text.ts'
import { specFindings } from '../parser-worker/findings.ts'
import type { ParserFinding } from '../parser-worker/protocol.ts'
import * as reports from '../rules/reports.ts'
import type { Spot } from '../rules/rule.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { severityOf } from './config.ts'
import { type Draft, type Evidence, reportDraft } from './draft.ts'
import type { Told } from './finding-store.ts'
import type { Problem, RelatedPlace } from './problem.ts'
import { spanOf } from './spot.ts'
import { applySuppressions } from './suppress.ts'

/** The problems of one file, in the order of the text: both waves, severities decided, suppressions heeded, none twice. */
export function assemble(file: SourceFile, evidence: Evidence): Problem[] {
  const source = file.source
  if (!source) return []
  const drafts = [...syntaxDrafts(source), ...fastDrafts(file, evidence), ...slowDrafts(file, source, evidence)]
  const kept = applySuppressions(drafts, file, source, evidence)
  const problems: Problem[] = []
  const seen = new Set<string>()
  for (const { rule, said, ...draft } of kept) {
    const severity = severityOf(rule, said, evidence.config)
    const key = `${draft.code} ${draft.span.from} ${draft.span.to} ${draft.message}`
    if (severity === 'off' || seen.has(key)) continue
    seen.add(key)
    problems.push({ ...draft, severity })
  }
  return problems.sort((a, b) => a.span.from - b.span.from || a.span.to - b.span.to || (a.code < b.code ? -1 : 1))
}

function* syntaxDrafts(source: SourceText): Iterable<Draft> {
  for (const problem of source.problems) {
    yield reportDraft(reports.syntax, { from: problem.from, to: problem.to }, problem.message)
  }
}

function* fastDrafts(file: SourceFile, { workspace, store }: Evidence): Iterable<Draft> {
  const checked = workspace.reaching(file.uri).filter((uri) => workspace.file(uri).documents.length > 0)
  for (const told of store.of(file.uri)) {
    const { rule, finding } = told.found
    const span = spanOf(finding)
    if (!span || isGuessed(span, file.source)) continue
    yield {
      rule: rule.meta,
      said: finding.severity,
      code: rule.meta.id,
      span,
      message: finding.message,
      related: [...relatedPlaces(finding.related ?? [], workspace), ...ownersNamed(told, file, checked, workspace)],
      unnecessary: rule.meta.unnecessary ?? false,
      found: told.found,
    }
  }
}

/** Whether it was only guessed what stands here, because the text is broken: its own problem says enough. */
function isGuessed(span: Span, source: SourceText | undefined): boolean {
  return source?.guessed.some(({ from, to }) => span.from < to && from < Math.max(span.to, span.from + 1)) ?? false
}

/** A finding that only some of the documents that reach the file give rise to names one of them. */
function ownersNamed({ owners }: Told, file: SourceFile, checked: readonly string[], workspace: Workspace): RelatedPlace[] {
  const documents = owners.filter((owner) => checked.includes(owner))
  const [owner] = documents
  if (owner === undefined || documents.includes(file.uri) || documents.length === checked.length) return []
  const root = workspace.file(owner).documents[0]
  const span = root && spanOf({ at: root.at('asyncapi'), part: 'pair' })
  return span ? [{ uri: owner, span, message: 'It holds as this document refers to it.' }] : []
}

function relatedPlaces(related: readonly (Spot & { readonly message: string })[], workspace: Workspace): RelatedPlace[] {
  return related.flatMap((spot) => {
    const span = spanOf(spot)
    if (!span) return []
    const { file } = spot.at
    const range = file.workspace === workspace ? undefined : file.source?.lines.range(span)
    return [{ uri: range ? file.clientUri : file.uri, span, message: spot.message, ...(range && { range }) }]
  })
}

function* slowDrafts(file: SourceFile, source: SourceText, { store, slow, config }: Evidence): Iterable<Draft> {
  const ours = store.of(file.uri).map(({ found }) => ({ rule: found.rule.meta.id, uri: file.uri, path: found.finding.at.path }))
  for (const { parser, strict } of slow.values()) {
    for (const { uri, span, finding } of strict) {
      if (uri === file.uri && !isSaidOf(source, span)) yield reportDraft(reports.syntax, span, finding.message)
    }
    // Of a broken text the parser reads something else than what stands there.
    if (source.problems.some(isBroken)) continue
    const here = new Map<ParserFinding, Span>(
      parser.flatMap(({ uri, finding, span }) => (uri === file.uri ? [[finding, span] as const] : [])),
    )
    for (const { raw, message, severity } of specFindings([...here.keys()], ours, { recommendations: config.recommendations ?? false })) {
      yield { ...reportDraft(reports.spec, here.get(raw) as Span, message), said: severity }
    }
  }
  if (slow.get(file.uri)?.stopped) {
    const span = file.documents[0] && spanOf({ at: file.documents[0].at('asyncapi'), part: 'key' })
    if (span) {
      yield reportDraft(
        reports.specTimeout,
        span,
        slow.get(file.uri)?.stopped === 'memory'
          ? 'The official AsyncAPI parser needed more than 512 MB for this document and was stopped. All other checks hold; it runs again when you save.'
          : 'The official AsyncAPI parser was not done with this document in time and was stopped. All other checks hold; it runs again when you save.',
      )
    }
  }
}

/** Whether the fast wave has told of the syntax of the same YAML document: one word on it is enough. */
function isSaidOf(source: SourceText, span: Span): boolean {
  const rootOf = (offset: number) => source.roots.findLastIndex(({ from }) => from <= offset)
  const here = rootOf(span.from)
  return source.problems.some((problem) => isBroken(problem) && rootOf(problem.from) === here)
}

function isBroken({ code }: SyntaxProblem): boolean {
  return code !== 'duplicate-key' && code !== 'unknown-tag'
}
