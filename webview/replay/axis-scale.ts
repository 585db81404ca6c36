/** Room beside the first and the last event, in pixels. */
const room = 12

/** Between what the axis counts (milliseconds or ordinals) and pixels. */
export interface AxisScale {
  readonly from: number
  readonly to: number
  readonly width: number
  x(value: number): number
  value(x: number): number
}

export function axisScale([from, to]: readonly [number, number], width: number): AxisScale {
  const length = Math.max(1, width - 2 * room)
  const span = Math.max(to - from, Number.MIN_VALUE)
  return {
    from,
    to,
    width,
    x: (value) => room + ((value - from) / span) * length,
    value: (x) => from + ((x - room) / length) * span,
  }
}

/** The range widened or narrowed about a value that stays where it is, within the whole; `undefined` for the whole. */
export function zoomed(
  [from, to]: readonly [number, number],
  whole: readonly [number, number],
  about: number,
  factor: number,
  least: number,
): readonly [number, number] | undefined {
  const span = Math.max(least, (to - from) * factor)
  if (span >= whole[1] - whole[0]) return undefined
  const start = about - ((about - from) / (to - from)) * span
  return moved([start, start + span], whole)
}

/** The range pushed back into the whole. */
export function moved([from, to]: readonly [number, number], whole: readonly [number, number]): readonly [number, number] {
  const span = to - from
  const start = Math.max(whole[0], Math.min(whole[1] - span, from))
  return [start, start + span]
}

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const steps = [
  1,
  5,
  10,
  50,
  100,
  500,
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 30, 91, 365].map((count) => count * day),
]

export interface Tick {
  readonly value: number
  readonly text: string
}

/** Round values about `gap` pixels apart or more. */
export function ticks(scale: AxisScale, by: 'time' | 'position', gap = 100): Tick[] {
  const span = scale.to - scale.from
  const least = (span * gap) / Math.max(1, scale.width)
  const step = by === 'time' ? (steps.find((one) => one >= least) ?? Math.ceil(least / (365 * day)) * 365 * day) : roundStep(least)
  const found: Tick[] = []
  const end = scale.value(scale.width)
  for (let value = Math.ceil(scale.value(0) / step) * step; value <= end && found.length < 100; value += step) {
    if (by === 'time') found.push({ value, text: timeText(value, step) })
    else if (value >= 0) found.push({ value, text: String(value) })
  }
  return found
}

function roundStep(least: number): number {
  const ten = 10 ** Math.floor(Math.log10(Math.max(1, least)))
  return [1, 2, 5, 10].map((count) => count * ten).find((step) => step >= least) ?? ten * 10
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function timeText(value: number, step: number): string {
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) return ''
  const iso = date.toISOString()
  const isMidnight = value % day === 0
  if (step >= 365 * day) return iso.slice(0, 4)
  if (step >= day || isMidnight) return `${months[date.getUTCMonth()] ?? ''} ${date.getUTCDate()}`
  if (step >= minute) return iso.slice(11, 16)
  return step >= second ? iso.slice(11, 19) : iso.slice(14, 23)
}
