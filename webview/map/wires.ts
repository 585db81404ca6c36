import { hueClass } from '../ui/signs.tsx'
import { boxKey, type Edge, type Picture } from './picture.ts'

/** A line between two boxes, in pixels of the map. */
export interface Wire {
  readonly key: string
  /** The class of its hue; empty where it has none. */
  readonly hue: string
  /** Whether it belongs to what is selected; `undefined` where nothing is. */
  readonly isLit: boolean | undefined
  readonly width: number
  readonly path: string
  readonly tip: string
}

interface Box {
  readonly left: number
  readonly right: number
  readonly middle: number
  readonly height: number
}

interface Strand {
  readonly key: string
  readonly edge: Edge
  readonly outer: Box
  readonly inner: Box
  /** The message that it is drawn for. */
  readonly message: number | undefined
  readonly hue: string
  readonly isLit: boolean | undefined
}

/** The lines as the boxes stand now. Each has an end of its own, in the order of the other ends, so that lines fan out. */
export function measure(root: HTMLElement, picture: Picture, selected: string | undefined): Wire[] {
  const origin = root.getBoundingClientRect()
  const boxes = new Map<string, Box>()
  for (const element of root.querySelectorAll<HTMLElement>('[data-box]')) {
    const { left, right, top, height } = element.getBoundingClientRect()
    const box = { left: left - origin.left, right: right - origin.left, middle: top - origin.top + height / 2, height }
    boxes.set(element.dataset['box'] ?? '', box)
  }
  const isStream = picture.kind === 'streams' && picture.middle.some(({ id }) => id === selected)
  const strands = picture.edges.flatMap((edge): Strand[] => {
    const outer = boxes.get(boxKey(edge.side, edge.outer))
    const inner = boxes.get(boxKey('middle', edge.middle))
    if (!outer || !inner) return []
    const isLit = selected === undefined ? undefined : edge.middle === selected || edge.outer === selected
    const key = `${edge.side} ${edge.outer} ${edge.middle}`
    const whole = { key, edge, outer, inner, message: undefined, hue: '', isLit }
    if (!isStream || !isLit || edge.messages === 'all' || !edge.messages?.length) return [whole]
    return edge.messages.map((message) => ({ ...whole, key: `${key} ${message}`, message, hue: hueClass(message) }))
  })
  const outerPorts = portsOf(
    strands,
    ({ edge }) => `${edge.side} ${edge.outer}`,
    ({ outer }) => outer,
    ({ inner }) => inner,
    6,
  )
  const innerPorts = portsOf(
    strands,
    ({ edge }) => `${edge.side} ${edge.middle}`,
    ({ inner }) => inner,
    ({ outer }) => outer,
    5,
  )
  const wires = strands.map((strand): Wire => {
    const { key, edge, outer, inner, hue, isLit } = strand
    const from = outerPorts.get(strand) ?? outer.middle
    const to = innerPorts.get(strand) ?? inner.middle
    const line = edge.side === 'appends' ? curve(outer.right, from, inner.left, to) : curve(inner.right, to, outer.left, from)
    const width = picture.kind === 'folders' ? 1 + Math.min(4, edge.weight * 0.4) : isLit ? 1.5 : 1.25
    return { key, hue, isLit, width, ...line }
  })
  // What is lit lies on top.
  return wires.sort((a, b) => Number(a.isLit ?? false) - Number(b.isLit ?? false))
}

function portsOf(
  strands: readonly Strand[],
  endOf: (strand: Strand) => string,
  own: (strand: Strand) => Box,
  other: (strand: Strand) => Box,
  widest: number,
): Map<Strand, number> {
  const byEnd = new Map<string, Strand[]>()
  for (const strand of strands) {
    const end = endOf(strand)
    const mates = byEnd.get(end)
    if (mates) mates.push(strand)
    else byEnd.set(end, [strand])
  }
  const ports = new Map<Strand, number>()
  for (const mates of byEnd.values()) {
    mates.sort((a, b) => other(a).middle - other(b).middle || (a.message ?? 0) - (b.message ?? 0))
    for (const [index, strand] of mates.entries()) {
      const { middle, height } = own(strand)
      ports.set(strand, middle + (index - (mates.length - 1) / 2) * Math.min(widest, (height - 8) / mates.length))
    }
  }
  return ports
}

function curve(x1: number, y1: number, x2: number, y2: number): { path: string; tip: string } {
  const end = x2 - 6
  const bend = (end - x1) / 2
  const [a, b, c, d, e, f, g] = [x1, y1, x1 + bend, end - bend, y2, end, x2 - 1].map((value) => Math.round(value * 10) / 10)
  return {
    path: `M${a} ${b}C${c} ${b} ${d} ${e} ${f} ${e}`,
    tip: `M${f} ${(e ?? 0) - 3}L${g} ${e}L${f} ${(e ?? 0) + 3}z`,
  }
}
