import { isObject } from '../json/object.ts'

/** A value of an event or a state as JavaScript says it, `bigint`s with all their digits. `undefined` is for nothing. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'bigint') return `${value}n`
  const deeper = `${indent}  `
  if (Array.isArray(value))
    return block(
      '[',
      value.map((item) => literal(item, deeper)),
      ']',
      indent,
    )
  if (!isObject(value)) return typeof value === 'string' ? text(value) : Object.is(value, -0) ? '-0' : String(value)
  const members = Object.keys(value).map((name) => `${memberName(name)}: ${literal(value[name], deeper)}`)
  return block('{', members, '}', indent)
}

/** So much fits a line. */
const width = 100

function block(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return open + close
  const space = open === '{' ? ' ' : ''
  const line = `${open}${space}${parts.join(', ')}${space}${close}`
  if (line.length + indent.length <= width && !line.includes('\n')) return line
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close}`
}

/** Within single quotes. */
function text(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

function memberName(name: string): string {
  if (name === '__proto__') return "['__proto__']"
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name)
}
