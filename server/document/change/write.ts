import { resolvePlain } from '../yaml/core-schema.ts'
import type { Style } from './style.ts'

/** A value as JSON on several lines, the first without indentation. */
export function writeJson(value: unknown, style: Style, indent: string): string {
  return JSON.stringify(value, null, style.unit)
    .split('\n')
    .join(style.newline + indent)
}

/** A value as YAML in flow style, on one line. */
export function writeFlow(value: unknown, style: Style): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map((item) => writeFlow(item, style)).join(', ')}]`
  if (isObject(value)) {
    const pairs = Object.entries(value).map(([key, part]) => `${writeScalar(key, style, true)}: ${writeFlow(part, style)}`)
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
  }
  return writeScalar(value, style, true)
}

/** The lines of a collection in block style, without indentation; `undefined` for what stands on one line with its key. */
export function blockLines(value: unknown, style: Style): string[] | undefined {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.flatMap((item) => itemLines(item, style))
  if (!isObject(value)) return undefined
  const entries = Object.entries(value)
  return entries.length === 0 ? undefined : entries.flatMap(([key, part]) => entryLines(writeScalar(key, style), part, style))
}

export function entryLines(key: string, value: unknown, style: Style): string[] {
  const lines = blockLines(value, style)
  if (!lines) return [`${key}: ${writeFlow(value, style)}`]
  const indent = Array.isArray(value) && !style.indentsLists ? '' : style.unit
  return [`${key}:`, ...lines.map((line) => indent + line)]
}

export function itemLines(value: unknown, style: Style): string[] {
  const [first, ...rest] = blockLines(value, style) ?? [writeFlow(value, style)]
  return [`- ${first}`, ...rest.map((line) => `  ${line}`)]
}

/** A scalar in YAML; a text in quotes only where it needs them, or where `quote` says so. */
export function writeScalar(value: unknown, style: Style, flow = false, quote?: '"' | "'"): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null'
  if (!quote && isPlain(value, flow)) return value
  const wanted = quote ?? style.quote
  return wanted === "'" && /^[\x20-\x7e\xa0-\ud7ff]*$/.test(value) ? `'${value.replaceAll("'", "''")}'` : writeDouble(value)
}

/** JSON's escapes are YAML's too; what YAML does not print is escaped besides. */
function writeDouble(value: string): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Words that YAML 1.1 reads as something else than a text. */
const OLD_WORDS = /^(?:y|n|yes|no|on|off)$/i

function isPlain(text: string, flow: boolean): boolean {
  if (!/^[A-Za-z_/$.0-9][\w/$.+()~^=;<>'"*&!?@|:#{}[\]-]*(?: [\w/$.+()~^=;<>'"?@|:{}[\]-]+)*$/.test(text)) return false
  if (/:(?:\s|$)/.test(text) || /^\.\.\.|^[\d.]/.test(text) || OLD_WORDS.test(text)) return false
  if (flow && /[[\]{},:?]/.test(text)) return false
  return typeof resolvePlain(text) === 'string' && text.length < 1000
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
