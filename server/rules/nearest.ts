/** Longer names are not compared: nobody mistypes them, and the comparison is quadratic in their length. */
const longest = 64
/** So many candidates are looked at. */
const most = 5_000

/**
 * The one of `known` that a person who wrote `word` most likely meant: another case, or few slips (a third of the letters at most, none in a word of two). `undefined`
 * where none is that near.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined
  const wanted = word.toLowerCase()
  let best: string | undefined
  let least = (word.length < 3 ? 0 : Math.max(1, Math.floor(word.length / 3))) + 1
  let seen = 0
  for (const candidate of known) {
    if (++seen > most) break
    if (candidate === word || candidate.length > longest || Math.abs(candidate.length - word.length) >= least) continue
    const slips = distance(wanted, candidate.toLowerCase())
    if (slips >= least) continue
    best = candidate
    least = slips
    if (slips === 0) break
  }
  return best
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    before = above
    above = row
  }
  return above[b.length] ?? 0
}
