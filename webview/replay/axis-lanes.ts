import type { TypeCount } from '../../shared/replay-protocol.ts'

/** So many lanes at most; the rarest types share the last one. */
const mostLanes = 12

export const heights = { ruler: 18, problems: 14, edits: 15, lane: 12, strip: 36, lowStrip: 18, watched: 18 } as const

export interface Lane {
  /** Places in the list of types. */
  readonly types: readonly number[]
  readonly name: string
  readonly events: number
  /** Of the message whose lane it is; -1 for unknown, `undefined` where types share it. */
  readonly message: number | undefined
  /** Numbers of all its messages. */
  readonly messages: readonly number[]
}

/** A lane for each type, in the order of the set. */
export function lanesOf(types: readonly TypeCount[]): Lane[] {
  const all = types.map((_, index) => index)
  const single = all.length <= mostLanes ? all : [...all].sort((a, b) => events(types, b) - events(types, a)).slice(0, mostLanes - 1)
  const kept = new Set(single)
  const shared = all.filter((index) => !kept.has(index))
  const lanes = all.filter((index) => kept.has(index)).map((index) => laneOf(types, [index]))
  return shared.length > 0 ? [...lanes, laneOf(types, shared)] : lanes
}

function laneOf(types: readonly TypeCount[], places: readonly number[]): Lane {
  const of = places.flatMap((index) => types[index] ?? [])
  const [first, another] = of
  return {
    types: places,
    name: another || !first ? `${of.length} rare types` : first.name,
    events: of.reduce((sum, { events }) => sum + events, 0),
    message: another ? undefined : first?.message,
    messages: of.map(({ message }) => message),
  }
}

function events(types: readonly TypeCount[], index: number): number {
  return types[index]?.events ?? 0
}

/** One path of bars, of what is counted in each stretch. `left` and `width` are pixels of the first stretch and of each. */
export function bars(counts: readonly ArrayLike<number>[], left: number, width: number, middle: number): string {
  let path = ''
  const length = counts[0]?.length ?? 0
  for (let bin = 0; bin < length; bin++) {
    let count = 0
    for (const one of counts) count += one[bin] ?? 0
    if (count === 0) continue
    const height = Math.min(9, 5 + Math.log2(count))
    path += `M${round(left + bin * width)} ${round(middle - height / 2)}h${round(Math.max(1.5, width - 0.5))}v${round(height)}h-${round(Math.max(1.5, width - 0.5))}z`
  }
  return path
}

interface Stretches {
  /** Pixels: where the first one begins, and how wide each is. */
  readonly left: number
  readonly width: number
  /** So many make one bar. */
  readonly group: number
}

/** Bars of all types above each other, a path for each. */
export function stacked(
  lanes: readonly ArrayLike<number>[],
  { left, width, group }: Stretches,
  { bottom, height }: { readonly bottom: number; readonly height: number },
): string[] {
  const length = Math.ceil((lanes[0]?.length ?? 0) / group)
  const sums = new Array<number>(length).fill(0)
  const grouped = lanes.map((lane) => {
    const all = new Array<number>(length).fill(0)
    for (let bin = 0; bin < lane.length; bin++) {
      const at = Math.floor(bin / group)
      all[at] = (all[at] ?? 0) + (lane[bin] ?? 0)
      sums[at] = (sums[at] ?? 0) + (lane[bin] ?? 0)
    }
    return all
  })
  const most = sums.reduce((a, b) => Math.max(a, b), 1)
  const tops = new Array<number>(length).fill(bottom)
  return grouped.map((lane) => {
    let path = ''
    for (const [at, count] of lane.entries()) {
      if (count === 0) continue
      const tall = Math.max(1.5, (count / most) * height)
      const top = (tops[at] ?? bottom) - tall
      tops[at] = top
      path += `M${round(left + at * width * group)} ${round(top)}h${round(width * group - 1)}v${round(tall)}h-${round(width * group - 1)}z`
    }
    return path
  })
}

/** Dots for errors, triangles for warnings, at the middle of their stretch; where both are, the error's. */
export function problemMarks(errors: ArrayLike<number>, warnings: ArrayLike<number>, left: number, width: number, middle: number) {
  let dots = ''
  let triangles = ''
  for (let bin = 0; bin < Math.max(errors.length, warnings.length); bin++) {
    const x = round(left + (bin + 0.5) * width)
    if ((errors[bin] ?? 0) > 0) dots += `M${x - 3.5} ${middle}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z`
    else if ((warnings[bin] ?? 0) > 0) triangles += `M${x} ${middle - 4}l4 7.5h-8z`
  }
  return { dots, triangles }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
