import type { Application, MessageRow } from '../../shared/preview-protocol.ts'
import { hueClass } from '../ui/signs.tsx'

/** A line from one box to another, in pixels of the flow. */
export interface Wire {
  /** What lights it: its application and its message. */
  readonly ends: readonly string[]
  readonly hue: string
  readonly path: string
  readonly tip: string
}

interface Box {
  readonly left: number
  readonly right: number
  readonly middle: number
  readonly height: number
}

/** The lines of the flow, measured from the boxes as they stand now, so that they follow every width. */
export function measure(
  root: HTMLElement,
  appenders: readonly Application[],
  readers: readonly Application[],
  messages: readonly MessageRow[],
): Wire[] {
  const origin = root.getBoundingClientRect()
  const box = (element: Element | null): Box | undefined => {
    if (!element) return undefined
    const { left, right, top, height } = element.getBoundingClientRect()
    return { left: left - origin.left, right: right - origin.left, middle: top - origin.top + height / 2, height }
  }
  const log = box(root.querySelector('.log'))
  const top = box(root.querySelector('[data-top]'))
  if (!log || !top) return []
  const rows = new Map([...root.querySelectorAll<HTMLElement>('[data-row]')].map((row) => [row.dataset['row'] ?? '', box(row)]))
  const places = new Map(messages.map(({ key, sign }, index) => [key, sign ?? index]))
  const wires: Wire[] = []
  const sides = [
    ['appenders', appenders],
    ['readers', readers],
  ] as const
  for (const [side, applications] of sides) {
    for (const [index, { messages: own }] of applications.entries()) {
      const end = box(root.querySelector(`[data-end="${side} ${index}"]`))
      if (!end) continue
      const keys = own === 'all' ? [undefined] : own.filter((key) => rows.get(key))
      for (const [nth, key] of keys.entries()) {
        const row = key === undefined ? top : rows.get(key)
        if (!row) continue
        const port = end.middle + (nth - (keys.length - 1) / 2) * Math.min(9, end.height / (keys.length + 1))
        const hue = key === undefined ? 'all' : hueClass(places.get(key) ?? 0)
        const ends = [`${side} ${index}`, ...(key === undefined ? messages.map((one) => one.key) : [key])]
        wires.push({
          ends,
          hue,
          ...(side === 'appenders' ? curve(end.right, port, log.left, row.middle) : curve(log.right, row.middle, end.left, port)),
        })
      }
    }
  }
  return wires
}

function curve(x1: number, y1: number, x2: number, y2: number): { path: string; tip: string } {
  const bend = Math.max(14, (x2 - x1) / 2)
  const round = (value: number) => Math.round(value * 10) / 10
  const to = x2 - 6
  return {
    path: `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(to - bend)} ${round(y2)} ${round(to)} ${round(y2)}`,
    tip: `M${round(x2 - 7)} ${round(y2 - 3.5)}L${round(x2 - 1)} ${round(y2)}L${round(x2 - 7)} ${round(y2 + 3.5)}z`,
  }
}
