/** A number of a JSON text, with its digits as they were written. */
export class Digits {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Json = null | boolean | string | Digits | readonly Json[] | { readonly [name: string]: Json }

/** What newer engines give a reviver: the text that a plain value was read from. */
type Reviver = (this: unknown, name: string, value: unknown, context: { readonly source?: string }) => unknown

const parse = JSON.parse as (text: string, reviver: Reviver) => Json

/** Reads a JSON text whose numbers may be longer than a number holds; `undefined` where it is none. `__proto__` and its like are plain names. */
export function readJson(text: string): Json | undefined {
  try {
    return parse(text, (_name, value, context) => (typeof value === 'number' ? new Digits(context?.source ?? String(value)) : value))
  } catch {
    return undefined
  }
}

/** JSON again, in one line, digits as they were written. */
export function writeJson(value: Json): string {
  if (value instanceof Digits) return value.text
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, inner]) => `${JSON.stringify(name)}:${writeJson(inner)}`)
      .join(',')}}`
  }
  return JSON.stringify(value)
}
