import type { Report } from '../rules/reports.ts'
import type { Rule } from '../rules/rule.ts'
import type { RuleDefault } from './config.ts'

/** All ids that a config or a suppression may name, old ones too. */
export class RuleNames {
  readonly #byName = new Map<string, RuleDefault>()

  constructor(rules: readonly Rule[], reports: readonly Report[]) {
    for (const { meta } of rules) {
      for (const name of [meta.id, ...(meta.aliases ?? [])]) this.#byName.set(name, meta)
    }
    for (const report of reports) this.#byName.set(report.id, report)
  }

  /** The rule of that id, or that once had it. */
  get(name: string): RuleDefault | undefined {
    return this.#byName.get(name)
  }

  get all(): readonly string[] {
    return [...this.#byName.keys()]
  }
}
