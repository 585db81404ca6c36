import type { PositionText } from '../../shared/replay-protocol.ts'

/** `407 311`, its groups parted by thin spaces. */
export function grouped(count: number | string): string {
  return String(count).replace(/\B(?=(?:\d{3})+(?!\d))/g, '\u2009')
}

/** `#407 311`, `#213.1`, `#0:55`. */
export function hash(position: PositionText): string {
  return `#${position.replace(/\d+/, (digits) => grouped(digits))}`
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`
}

/** `245 MB`, `3.1 MB`, `12 KB`. */
export function bytes(count: number): string {
  const [size, unit] = count >= 1e9 ? [count / 1e9, 'GB'] : count >= 1e6 ? [count / 1e6, 'MB'] : [count / 1e3, 'KB']
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const

/** `35 min 45 s`, `2 d 3 h`, `120 ms`: the two greatest units. */
export function span(milliseconds: number): string {
  const all = Math.abs(milliseconds)
  if (all < 1_000) return `${Math.round(all)} ms`
  let rest = Math.round(all / 1_000) * 1_000
  const parts: string[] = []
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length)
    rest -= count * length
    if (count > 0) parts.push(`${count} ${unit}`)
    else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  return parts.join(' ')
}

/** The parts of a time as an event says it: its day, the time of the day to the second, and the rest. `undefined` for what is no such time. */
export function timeParts(time: string): { readonly day: string; readonly clock: string; readonly rest: string } | undefined {
  const found = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d+)?/.exec(time)
  return found ? { day: found[1] ?? '', clock: found[2] ?? '', rest: (found[3] ?? '').slice(0, 4) } : undefined
}
