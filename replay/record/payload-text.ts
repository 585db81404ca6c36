import { memberTexts } from '../json/members.ts'
import { readJson } from '../json/read.ts'
import { writeJson } from '../json/write.ts'

/** Where the forms of records keep a payload. */
const holders = new Set(['payload', 'value', 'data', 'body', 'eventdata', 'messagedata'])
/** Longer records are not searched. */
const longest = 4_000_000

/** A payload as its record has it, digit for digit; where that is not to be found, as it is written anew. */
export function payloadText(record: string, payload: unknown): string {
  const written = writeJson(payload)
  if (typeof payload !== 'object' || payload === null || record.length > longest) return written
  for (const text of [record, ...held(record)]) {
    const result = readJson(text)
    if (result.ok && writeJson(result.value) === written) return text.trim()
  }
  return written
}

/** What members of the record say that may hold its payload; text of an object is what it says. */
function* held(record: string): Generator<string> {
  for (const [name, text] of memberTexts(record)) {
    if (!holders.has(name.toLowerCase().replace(/[-_]/g, ''))) continue
    const inner = text.startsWith('"') ? readJson(text) : undefined
    yield inner?.ok && typeof inner.value === 'string' ? inner.value : text
  }
}
