import type { Check } from '../../schema/compile.ts'
import type { Problem } from '../../schema/problem.ts'
import { parsePointer } from '../../shared/pointer.ts'
import { isObject, type JsonObject, member, setMember } from '../json/object.ts'
import { readJson } from '../json/read.ts'

export interface Checked {
  readonly value: unknown
  /** Empty where the schema accepts it; `undefined` where that cannot be told. */
  readonly problems: readonly Problem[] | undefined
}

/** Holds a value whose members are text against a schema; a member takes the type that is asked for where it is such a literal and no text is allowed. */
export function checkText(check: Check, value: unknown): Checked {
  const problems = check(value)
  if (!problems || problems.length === 0 || !isObject(value)) return { value, problems }
  const typed: JsonObject = {}
  let isOther = false
  for (const name of Object.keys(value)) setMember(typed, name, value[name])
  for (const { path, keyword, expected } of problems) {
    const segments = parsePointer(path) ?? []
    const name = segments[0]
    const text = name === undefined || segments.length > 1 ? undefined : member(value, name)
    if (name === undefined || typeof text !== 'string' || !expected) continue
    const literal = keyword === 'type' ? literalOf(text, expected) : constantOf(text, expected)
    if (literal === undefined) continue
    setMember(typed, name, literal)
    isOther = true
  }
  return isOther ? { value: typed, problems: check(typed) } : { value, problems }
}

/** The value that the text is a literal of, in one of the types; `undefined` where it is none, or may be text. */
function literalOf(text: string, types: readonly unknown[]): unknown {
  if (types.includes('string')) return undefined
  const result = readJson(text)
  const value = result.ok ? result.value : undefined
  if (value === undefined || typeof value === 'string') return undefined
  if (value === null) return types.includes('null') ? null : undefined
  if (typeof value === 'boolean') return types.includes('boolean') ? value : undefined
  if (typeof value === 'number' || typeof value === 'bigint') {
    const isWhole = typeof value === 'bigint' || Number.isInteger(value)
    return types.includes('number') || (types.includes('integer') && isWhole) ? value : undefined
  }
  return types.includes(Array.isArray(value) ? 'array' : 'object') ? value : undefined
}

/** The one of the listed values that the text writes out. */
function constantOf(text: string, values: readonly unknown[]): unknown {
  return values.find((value) => typeof value !== 'string' && value !== undefined && String(value) === text)
}
