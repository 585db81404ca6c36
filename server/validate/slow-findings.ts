import type { Span } from '../document/node.ts'
import type { Change, SourceText } from '../document/source-text.ts'
import { treatmentOf } from '../parser-worker/codes.ts'
import type { ParserFinding, StrictFinding } from '../parser-worker/protocol.ts'

/** What the slow wave found of one document, with its places in the texts as they are now. */
export interface SlowFindings {
  readonly parser: readonly Placed<ParserFinding>[]
  readonly strict: readonly Placed<StrictFinding>[]
  /** Why the parser has no say, where it was stopped. */
  readonly stopped: 'time' | 'memory' | undefined
}

export interface Placed<T> {
  readonly finding: T
  readonly uri: string
  readonly span: Span
}

/** Where the parser's findings stand in the texts that it was given. */
export function place(findings: readonly ParserFinding[], textOf: (uri: string) => SourceText | undefined): Placed<ParserFinding>[] {
  const placed: Placed<ParserFinding>[] = []
  for (const finding of findings) {
    const source = textOf(finding.uri)
    const span = source && spanOf(finding, source)
    if (span) placed.push({ finding, uri: finding.uri, span })
  }
  return placed
}

function spanOf(finding: ParserFinding, source: SourceText): Span | undefined {
  const { range } = finding
  const start = range ? source.lines.offset(range.start) : 0
  const roots = source.roots.filter(({ node }) => node?.kind === 'mapping' && node.get('asyncapi') !== undefined)
  // Of several documents in one file, the one in which the parser found it.
  const root = roots.findLast(({ from }) => from <= start) ?? roots[0]
  if (!root) return range && { from: start, to: source.lines.offset(range.end) }
  const treatment = treatmentOf(finding.code, finding.severity === 'error')
  for (let length = finding.path.length; length > 0; length--) {
    const span = root.locate(finding.path.slice(0, length), 'at' in treatment ? treatment.at : 'value')
    if (span) return span
  }
  return root.locate(['asyncapi'], 'value')
}

/** The findings after a change of one file: those behind it are moved along, those that it touches go. */
export function moved<T>(placed: readonly Placed<T>[], uri: string, changes: readonly Change[]): readonly Placed<T>[] {
  if (!placed.some((one) => one.uri === uri)) return placed
  return placed.flatMap((one) => {
    const span = one.uri === uri ? movedSpan(one.span, changes) : one.span
    return span ? [span === one.span ? one : { ...one, span }] : []
  })
}

/** The span after the changes; `undefined` when one of them touches it. */
function movedSpan(span: Span, changes: readonly Change[]): Span | undefined {
  let { from, to } = span
  for (const change of changes) {
    if (change.from > to) continue
    if (change.to > from || (change.to === from && change.from === to)) return undefined
    if (change.to <= from) {
      const by = change.insert.length - (change.to - change.from)
      from += by
      to += by
    } else return undefined
  }
  return { from, to }
}
