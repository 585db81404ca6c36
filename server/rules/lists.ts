/** Names in a sentence: the first few, and how many more. */
export function some(names: readonly string[], most = 5): string {
  const quoted = names.map((name) => `"${name}"`)
  if (quoted.length > most) return `${quoted.slice(0, most - 1).join(', ')} and ${quoted.length - most + 1} more`
  const last = quoted.at(-1) ?? ''
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} and ${last}`
}
