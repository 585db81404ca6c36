import { RE2JS } from 're2js'

/** `linear` never runs a document's expression in the host's own, backtracking engine; `native` does where the linear one cannot (only in a worker that may be killed). */
export type RegExpMode = 'linear' | 'native'

export interface Matcher {
  /** Whether the text matches somewhere; `undefined` when that cannot be told. */
  (text: string): boolean | undefined
  /** What one character may cost. */
  readonly size: number
}

const maxPattern = 4096
const maxProgram = 5_000
/** The sum of all counts in braces: each is unrolled when the expression is compiled. */
const maxRepeats = 5_000
/** Instructions times characters that one match may cost, at some 15 ns each. */
const maxWork = 10_000_000
const cacheSize = 2_000

/** What RE2 reads otherwise than ECMAScript: POSIX classes, its own escapes, and `{,n}`. */
const foreign = /\[:|\\[QEAzZC]|\\[pP][^{]|\{,/

const caches: Record<RegExpMode, Map<string, Matcher>> = { linear: new Map(), native: new Map() }
const undecided: Matcher = Object.assign(() => undefined, { size: 0 })
const ignored: Matcher = Object.assign(() => true, { size: 0 })

/**
 * The matcher of an ECMA-262 expression, as `pattern` and `patternProperties` use it (unanchored).
 * A text that is no expression matches everything: it asks for nothing that could be checked.
 */
export function matcher(pattern: string, mode: RegExpMode): Matcher {
  const cache = caches[mode]
  let found = cache.get(pattern)
  if (!found) {
    found = build(pattern, mode)
    if (cache.size >= cacheSize) cache.clear()
    cache.set(pattern, found)
  }
  return found
}

function build(pattern: string, mode: RegExpMode): Matcher {
  if (pattern.length > maxPattern) return undecided
  const native = nativeExpression(pattern)
  if (!native) return ignored
  const linear = foreign.test(pattern) || repeats(pattern) > maxRepeats ? undefined : linearExpression(pattern)
  const size = linear?.programSize() ?? 0
  if (linear && size <= maxProgram) {
    return Object.assign((text: string) => (size * text.length > maxWork ? undefined : linear.test(text)), { size })
  }
  return mode === 'native' ? Object.assign((text: string) => native.test(text), { size: 1 }) : undecided
}

function repeats(pattern: string): number {
  let sum = 0
  for (const [, low, high] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) sum += Math.max(Number(low), Number(high ?? 0))
  return sum
}

function nativeExpression(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags)
    } catch {
      // Without `u` more escapes are allowed, and people write them.
    }
  }
  return undefined
}

function linearExpression(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern))
  } catch {
    return undefined
  }
}
