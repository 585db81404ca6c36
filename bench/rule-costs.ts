import { rules } from '../server/rules/registry.ts'
import type { Rule } from '../server/rules/rule.ts'
import { checksOf, open } from './subject.ts'

export interface RuleCost {
  readonly id: string
  /** Of a first pass over a document, reading the text included, from 0 to 1. */
  readonly share: number
}

const passes = 7

/**
 * The rules that cost more than a part of the first pass over a document. What several rules ask the model for is paid by the first that
 * asks, so each of some passes begins with another rule: none pays for the others each time.
 */
export async function costlyRules(uri: string, text: string, least: number): Promise<RuleCost[]> {
  const spent = new Map<string, number>()
  const timed = rules.map((rule): Rule => {
    const check: Rule['check'] = (subject, context) => {
      const start = performance.now()
      const findings = [...rule.check(subject, context)]
      spent.set(rule.meta.id, (spent.get(rule.meta.id) ?? 0) + performance.now() - start)
      return findings
    }
    return { ...rule, check }
  })
  let whole = 0
  for (let pass = 0; pass < passes; pass++) {
    const first = Math.floor((pass * timed.length) / passes)
    const order = [...timed.slice(first), ...timed.slice(0, first)]
    const start = performance.now()
    await open(checksOf('file:///bench', order), uri, text)
    whole += performance.now() - start
  }
  return [...spent]
    .map(([id, time]) => ({ id, share: time / whole }))
    .filter(({ share }) => share > least)
    .sort((a, b) => b.share - a.share)
}
