import { rules } from '../server/rules/registry.ts'
import type { Rule } from '../server/rules/rule.ts'
import { checksOf, open } from './subject.ts'

export interface RuleCost {
  readonly id: string
  /** Of the first pass over a document, from 0 to 1. */
  readonly share: number
}

/**
 * The rules that cost more than a part of the first pass over a document. What several rules ask the model for is paid by the first that
 * asks: its share is then higher than what it would cost alone.
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
  const start = performance.now()
  await open(checksOf('file:///bench', timed), uri, text)
  const whole = performance.now() - start
  return [...spent]
    .map(([id, time]) => ({ id, share: time / whole }))
    .filter(({ share }) => share > least)
    .sort((a, b) => b.share - a.share)
}
