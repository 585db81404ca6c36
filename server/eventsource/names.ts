const wordPattern = /\p{Lu}{2,}s(?!\p{Ll})|[vV]\p{N}+(?!\p{Ll})|\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|[\p{Lo}\p{Lt}\p{Lm}]+|\p{N}+/gu

/** What is said of a thing's kind rather than of the thing. */
const kindWords: ReadonlySet<string> = new Set(['event', 'message', 'payload', 'dto'])
const versionWord = /^v?\p{N}+$/u

/** A document asks for the words of the same names again and again. */
const known = new Map<string, readonly string[]>()
const mostKnown = 10_000

/** The words of a name, in lower case: camel case, snake case, kebab case and dots are split. Of a longer text only the start is read. */
export function splitWords(name: string): readonly string[] {
  const start = name.slice(0, 1_000)
  let words = known.get(start)
  if (!words) {
    words = start.match(wordPattern)?.map((word) => word.toLowerCase()) ?? []
    if (known.size >= mostKnown) known.clear()
    known.set(start, words)
  }
  return words
}

/** The same without what stands at the end and only says the kind or version: *Event*, *Message*, *Payload*, *Dto*, `V1`. One word is always left. */
export function nameWords(name: string): readonly string[] {
  const words = splitWords(name)
  let end = words.length
  while (end > 1 && isTrailer(words[end - 1] ?? '')) end--
  return words.slice(0, end)
}

function isTrailer(word: string): boolean {
  return kindWords.has(word) || isVersion(word)
}

/** Whether a word of {@link splitWords} is a version or a number: `v1`, `2`. */
export function isVersion(word: string): boolean {
  return versionWord.test(word)
}

/** Words as a camel case name with a capital: `['order', 'placed']` is `OrderPlaced`. */
export function pascalCase(words: readonly string[]): string {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

export function startsWith(words: readonly string[], prefix: readonly string[]): boolean {
  return words.length >= prefix.length && prefix.every((word, i) => word === words[i])
}

export function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && startsWith(a, b)
}

/** Whether two names say the same, plural or not being one. */
export function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word) || word.length < 4) return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(?:ss|tus|x|zz|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}
