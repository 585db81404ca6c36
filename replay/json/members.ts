/**
 * The texts of the members of a JSON object, as they are written; of a name that is there twice the last. `text` has been read before: of what
 * is no object there are none.
 */
export function memberTexts(text: string): ReadonlyMap<string, string> {
  const members = new Map<string, string>()
  let at = afterSpace(text, 0)
  if (text[at] !== '{') return members
  at = afterSpace(text, at + 1)
  while (at < text.length && text[at] === '"') {
    const nameEnd = afterString(text, at)
    const start = afterSpace(text, afterSpace(text, nameEnd) + 1)
    const end = afterValue(text, start)
    members.set(nameOf(text.slice(at, nameEnd)), text.slice(start, end).trimEnd())
    at = afterSpace(text, end)
    if (text[at] !== ',') break
    at = afterSpace(text, at + 1)
  }
  return members
}

function nameOf(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return text
  }
}

function afterSpace(text: string, from: number): number {
  let at = from
  while (/\s/.test(text[at] ?? '')) at++
  return at
}

function afterString(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

/** Behind a value: the comma or bracket that ends it. */
function afterValue(text: string, from: number): number {
  let depth = 0
  let at = from
  while (at < text.length) {
    const char = text[at]
    if (char === '"') {
      at = afterString(text, at)
      continue
    }
    if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') {
      if (depth === 0) return at
      depth--
    } else if (char === ',' && depth === 0) return at
    at++
  }
  return at
}
