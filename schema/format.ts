import { fullFormats } from 'ajv-formats/dist/formats.js'

/** Formats that a text can be held against, and how they are called in a sentence. */
const words: Readonly<Record<string, string>> = {
  'date-time': 'a date and time such as 2026-01-31T12:00:00Z',
  date: 'a date such as 2026-01-31',
  time: 'a time with its offset such as 12:00:00Z',
  duration: 'a duration such as P1DT12H',
  email: 'an email address',
  hostname: 'a host name',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  uri: 'a URI',
  'uri-reference': 'a URI or a reference to one',
  'uri-template': 'a URI template',
  uuid: 'a UUID',
  regex: 'a regular expression',
  'json-pointer': 'a JSON pointer',
  'relative-json-pointer': 'a relative JSON pointer',
  byte: 'text in Base64',
}

/** Some of the expressions behind the formats are worse than linear on long texts; no real value of a format is that long. */
const maxText = 4096

/** Texts that are Base64 may be long, and their check is linear. */
const longFormats: ReadonlySet<string> = new Set(['byte'])

/** Whether the value has the format; `undefined` when the format is not known, or the text too long to be told. */
export function hasFormat(format: string, value: unknown): boolean | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return isNumber(format, value)
  if (typeof value !== 'string' || !Object.hasOwn(words, format)) return undefined
  if (value.length > maxText && !longFormats.has(format)) return undefined
  return textChecks.get(format)?.(value)
}

/** Whether there is anything to hold against this format. */
export function isFormat(format: string): boolean {
  return Object.hasOwn(words, format) || Object.hasOwn(numberWords, format)
}

/** What a value of the format is, as in "must be …". */
export function formatWords(format: string): string {
  return (Object.hasOwn(words, format) ? words[format] : numberWords[format]) ?? `a value of the format "${format}"`
}

const numberWords: Readonly<Record<string, string>> = { int32: 'a whole number of 32 bits', int64: 'a whole number of 64 bits' }

function isNumber(format: string, value: number | bigint): boolean | undefined {
  const bits = format === 'int32' ? 32 : format === 'int64' ? 64 : undefined
  if (bits === undefined) return undefined
  if (typeof value === 'bigint') return BigInt.asIntN(bits, value) === value
  if (!Number.isInteger(value)) return false
  return value >= -(2 ** (bits - 1)) && (bits === 32 ? value < 2 ** 31 : value <= 2 ** 63)
}

const textChecks = new Map<string, (text: string) => boolean>()
for (const [name, format] of Object.entries(fullFormats)) {
  const check: unknown = typeof format === 'object' && !(format instanceof RegExp) ? format.validate : format
  if (!Object.hasOwn(words, name)) continue
  if (check instanceof RegExp) textChecks.set(name, (text) => check.test(text))
  else if (typeof check === 'function') textChecks.set(name, (text) => Boolean(check(text)))
}
