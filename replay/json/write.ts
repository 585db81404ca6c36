import { isObject } from './object.ts'

/** One JSON text without spaces; a `bigint` is written with its digits. Values are what {@link readJson} gives, or made of it. */
export function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null'
  } catch {
    // It holds a bigint.
    return write(value)
  }
}

/** The same, indented by two spaces. */
export function writePretty(value: unknown, indent = ''): string {
  const inner = `${indent}  `
  if (Array.isArray(value) && value.length > 0)
    return `[\n${value.map((item) => `${inner}${writePretty(item, inner)}`).join(',\n')}\n${indent}]`
  if (isObject(value)) {
    const members = Object.keys(value).filter((name) => value[name] !== undefined)
    if (members.length > 0)
      return `{\n${members.map((name) => `${inner}${JSON.stringify(name)}: ${writePretty(value[name], inner)}`).join(',\n')}\n${indent}}`
  }
  return writeJson(value)
}

function write(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => write(item)).join()}]`
  if (!isObject(value)) return JSON.stringify(value) ?? 'null'
  const members: string[] = []
  for (const name of Object.keys(value)) {
    const inner = value[name]
    if (inner !== undefined) members.push(`${JSON.stringify(name)}:${write(inner)}`)
  }
  return `{${members.join()}}`
}
