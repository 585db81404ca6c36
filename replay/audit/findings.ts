import { type EventPlace, type Finding, type FindingKind, type Remark, severities } from './finding.ts'

/** Gathers findings: counts all, keeps the first of each kind. */
export class Findings {
  readonly #most: number
  readonly #kept = new Map<FindingKind, Finding[]>()
  readonly #counts = new Map<FindingKind, number>()

  /** @param most how many of a kind are kept. */
  constructor(most: number) {
    this.#most = most
  }

  add(place: EventPlace, remark: Remark): void {
    const { kind } = remark
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1)
    let kept = this.#kept.get(kind)
    if (!kept) this.#kept.set(kind, (kept = []))
    if (kept.length < this.#most) kept.push({ ...place, ...remark, severity: severities[kind] })
  }

  /** How many there are of each kind, those that are not kept too. */
  get counts(): ReadonlyMap<FindingKind, number> {
    return this.#counts
  }

  get hasErrors(): boolean {
    return [...this.#counts.keys()].some((kind) => severities[kind] === 'error')
  }

  /** In the order of the log. */
  sorted(): Finding[] {
    return [...this.#kept.values()].flat().sort((a, b) => a.ordinal - b.ordinal)
  }
}
