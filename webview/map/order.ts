import type { Edge, Picture, Side } from './picture.ts'

/** So often the columns are sorted by each other's middles; after that it hardly gets better. */
const sweeps = 6

/**
 * The same picture with its columns sorted so that few lines cross: each box goes to the middle of the boxes that it is connected with, column by
 * column (Sugiyama, Tagawa, Toda 1981), and the order with the fewest crossings of all that were seen is kept.
 */
export function sorted(picture: Picture): Picture {
  let best = picture
  let fewest = Number.POSITIVE_INFINITY
  let now = picture
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const places = placesOf(now.middle)
    const ofSide = (side: Side) =>
      byMiddle(
        now[side],
        now.edges.filter((edge) => edge.side === side),
        ({ outer }) => outer,
        ({ middle }) => places.get(middle),
      )
    const appends = ofSide('appends')
    const reads = ofSide('reads')
    now = { ...now, appends, reads }
    const crossings = crossingsOf(now)
    if (crossings < fewest) [best, fewest] = [now, crossings]
    const left = placesOf(appends, now.middle.length)
    const right = placesOf(reads, now.middle.length)
    const middle = byMiddle(
      now.middle,
      now.edges,
      (edge) => edge.middle,
      ({ side, outer }) => (side === 'appends' ? left : right).get(outer),
    )
    now = { ...now, middle }
  }
  return best
}

/** Where each box is in its column; scaled to a column of `of` boxes. */
function placesOf(boxes: readonly { readonly id: string }[], of = boxes.length): Map<string, number> {
  return new Map(boxes.map(({ id }, index) => [id, ((index + 0.5) / boxes.length) * of]))
}

function byMiddle<Box extends { readonly id: string }>(
  boxes: readonly Box[],
  edges: readonly Edge[],
  idOf: (edge: Edge) => string,
  placeOf: (edge: Edge) => number | undefined,
): Box[] {
  const sums = new Map<string, { sum: number; weight: number }>()
  for (const edge of edges) {
    const place = placeOf(edge)
    if (place === undefined) continue
    const id = idOf(edge)
    const known = sums.get(id) ?? { sum: 0, weight: 0 }
    sums.set(id, { sum: known.sum + place * edge.weight, weight: known.weight + edge.weight })
  }
  const places = placesOf(boxes)
  const middle = ({ id }: Box) => {
    const own = places.has(id) ? sums.get(id) : undefined
    return own ? own.sum / own.weight : (places.get(id) ?? 0)
  }
  return [...boxes]
    .map((box) => ({ box, at: middle(box) }))
    .sort((a, b) => a.at - b.at)
    .map(({ box }) => box)
}

/** Above so many lines crossings are not counted: the first order is taken as it comes. */
const mostCounted = 1_500

function crossingsOf({ edges, middle, appends, reads }: Picture): number {
  if (edges.length > mostCounted) return 0
  const inner = placesOf(middle)
  let crossings = 0
  for (const [side, boxes] of [
    ['appends', appends],
    ['reads', reads],
  ] as const) {
    const outer = placesOf(boxes)
    const lines = edges
      .filter((edge) => edge.side === side)
      .map((edge) => [inner.get(edge.middle) ?? 0, outer.get(edge.outer) ?? 0] as const)
      .sort(([a, b], [c, d]) => a - c || b - d)
    // Two lines cross where the one that begins above ends below: inversions, counted while they are sorted in.
    const ends: number[] = []
    for (const [, end] of lines) {
      let low = 0
      let high = ends.length
      while (low < high) {
        const half = (low + high) >> 1
        if ((ends[half] ?? 0) <= end) low = half + 1
        else high = half
      }
      crossings += ends.length - low
      ends.splice(low, 0, end)
    }
  }
  return crossings
}
