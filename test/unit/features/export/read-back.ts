/** The fenced blocks of a Markdown text. */
export function fencesOf(text: string): { whole: string; language: string; body: string }[] {
  return [...text.matchAll(/^(`{3,})(\w*)\n([\s\S]*?)\n\1$/gm)].map(([whole, , language = '', body = '']) => ({ whole, language, body }))
}

/** Whether a text without comments and CDATA is well-formed XML: tags nest, attributes are quoted once each, entities are known. */
export function wellFormed(xml: string): boolean {
  const open: string[] = []
  let at = 0
  for (const match of xml.matchAll(/<(\/?)([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (!isText(xml.slice(at, match.index))) return false
    at = match.index + match[0].length
    const [, close, name = '', attributes = '', empty] = match
    const names = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)]
    if (new Set(names.map(([, key]) => key)).size < names.length || !names.every(([, , value]) => isText(value ?? ''))) return false
    if (close === '/') {
      if (open.pop() !== name) return false
    } else if (empty !== '/') open.push(name)
  }
  return at === xml.length && open.length === 0
}

function isText(text: string): boolean {
  return !/<|&(?!(?:amp|lt|gt|quot|#\d+);)/.test(text)
}
