import { accepts, declared, kinds, listed, ofProperty, type Whole, within } from './whole.ts'

/**
 * Whether two schemas hardly accept the same value: other types, other constants of one property, or one forbids what the other requires.
 * A mark that is declared and not required counts as one: who leaves it out is not told apart by any branch.
 */
export function areDisjoint(a: Whole, b: Whole): boolean {
  const others = kinds(b)
  const common = [...kinds(a)].filter((kind) => others.has(kind))
  if (common.length === 0) return true
  if (haveNoValueInCommon(a, b)) return true
  if (common.some((kind) => kind !== 'object')) return false
  for (const name of declared(a).keys()) {
    if (!declared(b).has(name)) continue
    const [one, other] = [within(a, ofProperty(a, name)), within(b, ofProperty(b, name))]
    if (haveNoValueInCommon(one, other)) return true
    const types = kinds(other)
    if (requires(a, name) && requires(b, name) && ![...kinds(one)].some((kind) => types.has(kind))) return true
  }
  return forbidsWhatIsRequired(a, b) || forbidsWhatIsRequired(b, a)
}

function haveNoValueInCommon(a: Whole, b: Whole): boolean {
  const values = listed(a)
  if (values) return values.every((value) => accepts(b, value) === false)
  return listed(b)?.every((value) => accepts(a, value) === false) ?? false
}

function requires({ parts }: Whole, name: string): boolean {
  return parts.some(({ at }) => at.node.required?.includes(name))
}

function forbidsWhatIsRequired(a: Whole, b: Whole): boolean {
  return b.parts.some(({ at }) => at.node.required?.some((name) => ofProperty(a, name).some(({ node }) => node.never)))
}
