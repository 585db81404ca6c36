import { blockLines } from '../document/change/write.ts'

/** A JSON text as YAML in block style; `null` for what is no JSON, or no collection. */
export function documentTextOf(json: string): string | null {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return null
  }
  const lines = blockLines(value, { json: false, newline: '\n', unit: '  ', quote: "'", indentsLists: true })
  return lines ? `${lines.join('\n')}\n` : null
}
