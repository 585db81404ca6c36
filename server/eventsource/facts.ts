import { pascalCase } from './names.ts'

const irregular: Readonly<Record<string, string>> = {
  begin: 'begun',
  bind: 'bound',
  do: 'done',
  get: 'received',
  give: 'given',
  make: 'made',
  pay: 'paid',
  put: 'put',
  reset: 'reset',
  send: 'sent',
  withdraw: 'withdrawn',
  write: 'written',
}
/** Verbs whose last consonant is doubled. */
const doubled: ReadonlySet<string> = new Set(['commit', 'cancel', 'enrol', 'fulfil', 'permit', 'refer', 'ship', 'stop', 'submit'])

/** The name of the fact that a command asks for: *ship order* gives `OrderShipped`. */
export function factName([verb = '', ...rest]: readonly string[]): string {
  return pascalCase([...rest, participle(verb)])
}

function participle(verb: string): string {
  const known = Object.hasOwn(irregular, verb) ? irregular[verb] : undefined
  if (known !== undefined) return known
  if (verb.endsWith('e')) return `${verb}d`
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`
  return `${verb}${doubled.has(verb) ? verb.at(-1) : ''}ed`
}
