import { readJson } from '../json/read.ts'

/** A value that is text of an object or an array is what the text says. */
export function opened(value: unknown): unknown {
  if (typeof value !== 'string' || (value[0] !== '{' && value[0] !== '[')) return value
  const result = readJson(value)
  return result.ok ? result.value : value
}

/** A whole number, or its digits as text. */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
  if (typeof number === 'bigint') return Number(number)
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined
}
