/** A value in a sentence, as JSON; a long one is cut off. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** Values in a sentence: the first few, and how many more. */
export function shownAll(values: readonly unknown[], most = 5): string {
  const texts = values.map(shown)
  if (texts.length > most) return `${texts.slice(0, most - 1).join(', ')} and ${texts.length - most + 1} more`
  return texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`
}

/** Types as a person lists them; `anything` where none is left out. */
export function typeWords(types: unknown): string {
  if (!Array.isArray(types)) return 'anything'
  return types.length === 0 ? 'nothing at all' : types.length >= 6 ? 'anything' : types.join(' or ')
}

/** `"amount"`, or `This` where a whole message is meant. */
export function named(name: string | undefined, otherwise = 'This'): string {
  return name === undefined ? otherwise : `"${name}"`
}
