import type { AuditParams, AuditView, FindingSeverity } from '../../shared/replay-protocol.ts'
import { type FindingKind, severities } from '../audit/finding.ts'
import type { LogFinding } from '../load/findings.ts'
import { findingView, messageName } from './rows.ts'
import type { Stage } from './stage.ts'

const titles: Readonly<Record<FindingKind, string>> = {
  'invalid-payload': 'Payload does not fit its message',
  'invalid-headers': 'Headers do not fit their message',
  'unknown-message': 'Unknown message',
  'ambiguous-message': 'More than one message fits',
  unreadable: 'Unreadable record',
  'fold-threw': 'Fold threw',
  truncated: 'Last record cut short',
  'duplicate-id': 'Same id twice',
  'sequence-gap': 'Gap in sequence',
  'sequence-back': 'Sequence steps back',
  'time-back': 'Time runs backwards',
  'split-entity': 'Entity in several partitions',
  'key-mismatch': 'Key differs from correlation id',
  'no-correlation': 'Belongs to no entity',
  'dangling-causation': 'Cause is not in the recording',
  'not-from-start': 'History does not begin at the start',
  'fold-not-repeatable': 'Fold not repeatable',
}

const kinds = Object.keys(severities) as FindingKind[]
const mostLines = 2_000

interface Group {
  readonly key: string
  readonly title: string
  readonly severity: FindingSeverity
  readonly count: number
  page(from: number, count: number): readonly LogFinding[]
}

/** Findings in groups, as pages of one flat list. */
export class Audit {
  readonly #stage: Stage
  #kept: { readonly by: string; readonly version: string; readonly groups: readonly Group[] } | undefined

  constructor(stage: Stage) {
    this.#stage = stage
  }

  view({ by, open, from, count }: AuditParams): AuditView {
    const isOpen = new Set(open)
    const groups = this.#groups(by)
    const total = groups.reduce((sum, group) => sum + 1 + (isOpen.has(group.key) ? group.count : 0), 0)
    const lines: AuditView['lines'][number][] = []
    const end = Math.min(from + Math.min(count, mostLines), total)
    let line = 0
    for (const group of groups) {
      const { key, title, severity, count: size } = group
      const inside = isOpen.has(key) ? size : 0
      if (line >= from && line < end) lines.push({ kind: 'group', key, title, severity, count: size, isOpen: isOpen.has(key) })
      const first = Math.max(0, from - line - 1)
      const last = Math.min(inside, end - line - 1)
      if (last > first)
        for (const finding of group.page(first, last - first))
          lines.push({
            kind: 'finding',
            group: key,
            finding: findingView(this.#stage, this.#stage.timeline.ofOrdinal(finding.ordinal), finding),
          })
      line += 1 + inside
      if (line >= end) break
    }
    return { total, lines }
  }

  #groups(by: AuditParams['by']): readonly Group[] {
    const { findings } = this.#stage.load
    const version = `${findings.errors} ${findings.warnings}`
    if (this.#kept?.by === by && this.#kept.version === version) return this.#kept.groups
    const groups = by === 'kind' ? this.#byKind() : this.#byOther(by)
    this.#kept = { by, version, groups }
    return groups
  }

  #byKind(): Group[] {
    const { findings } = this.#stage.load
    return kinds.flatMap((kind) => {
      const count = findings.count(kind)
      if (count === 0) return []
      return [
        {
          key: kind,
          title: titles[kind],
          severity: severities[kind],
          count,
          page: (from: number, size: number) => findings.page(kind, from, size),
        },
      ]
    })
  }

  /** Errors first, each group in the order of the log. Of a group only where its findings stand is kept. */
  #byOther(by: 'entity' | 'message'): Group[] {
    const { findings, log } = this.#stage.load
    const found = new Map<number, { ordinals: number[]; worst: FindingSeverity; count: number }>()
    const column = by === 'entity' ? log.entity : log.message
    for (const kind of kinds)
      for (const ordinal of findings.ordinals(kind)) {
        const number = column[ordinal] as number
        let group = found.get(number)
        if (!group) found.set(number, (group = { ordinals: [], worst: 'warning', count: 0 }))
        group.ordinals.push(ordinal)
        group.count++
        if (severities[kind] === 'error') group.worst = 'error'
      }
    const groups = [...found].map(([number, { ordinals, worst, count }]): Group => {
      ordinals.sort((a, b) => a - b)
      const title =
        number < 0
          ? by === 'entity'
            ? 'No entity'
            : 'unknown'
          : by === 'entity'
            ? log.entities.id(number)
            : messageName(this.#stage, number)
      return {
        key: String(number),
        title,
        severity: worst,
        count,
        page: (from, size) => {
          const out: LogFinding[] = []
          for (let at = from; at < Math.min(from + size, ordinals.length); at++) {
            const ordinal = ordinals[at] as number
            // An event with several has its ordinal several times.
            const nth = at - ordinals.indexOf(ordinal, Math.max(0, at - kinds.length))
            const one = findings.at(ordinal)[nth]
            if (one) out.push(one)
          }
          return out
        },
      }
    })
    const rank = (group: Group) => (group.severity === 'error' ? 0 : 1)
    return groups.sort((a, b) => rank(a) - rank(b) || Number(a.key) - Number(b.key))
  }
}
