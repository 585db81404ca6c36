import type { ColorScheme } from '../../../shared/export-protocol.ts'
import { escapeXml } from './escape.ts'
import { glyph, hueOf } from './glyphs.ts'

/** A picture of three columns: who appends, what there is, who reads. */
export interface Columns {
  /** What the picture says to who does not see it. */
  readonly text: string
  readonly left: readonly string[]
  readonly middle: readonly MiddleRow[]
  readonly right: readonly string[]
  readonly wires: readonly Wire[]
  /** Whether the rows of the middle are one box, or each its own. */
  readonly isLog: boolean
}

interface MiddleRow {
  readonly label: string
  readonly detail: string
  /** The signs before the label, by the place of a message in its set. */
  readonly signs: readonly number[]
}

export interface Wire {
  readonly side: 'left' | 'right'
  /** Index of the application on its side, and of the row in the middle. */
  readonly end: number
  readonly row: number
  /** The place of the message in its set; not there for a line that stands for all. */
  readonly sign?: number
}

const side = { width: 190, height: 28, gap: 12 } as const
const gutter = 120
const middle = { width: 320, row: 28, gap: 14 } as const
const margin = 16
const head = 24
const leftEdge = margin + side.width
const logLeft = leftEdge + gutter
const logRight = logLeft + middle.width
const rightEdge = logRight + gutter
const width = rightEdge + side.width + margin

/** The picture as SVG, with all that it needs in it. Lines end at the rows that they belong to. */
export function columnsSvg(columns: Columns, scheme: ColorScheme): string {
  const pitch = middle.row + (columns.isLog ? 0 : middle.gap)
  const rowAt = (row: number) => margin + head + row * pitch + middle.row / 2
  const place = (which: 'left' | 'right') => spread(columns, which, rowAt)
  const places = { left: place('left'), right: place('right') }
  const bottom = Math.max(rowAt(columns.middle.length - 1) + middle.row / 2, ...places.left.map(below), ...places.right.map(below))
  const height = Math.ceil(bottom + margin)
  const parts = [
    ...columns.wires.map((wire) => wirePath(columns, wire, places, rowAt)),
    caption(margin, 'Append'),
    caption(rightEdge, 'Read'),
    ...columns.left.map((name, index) => box(margin, places.left[index] ?? 0, name)),
    ...columns.right.map((name, index) => box(rightEdge, places.right[index] ?? 0, name)),
    ...log(columns, rowAt),
  ]
  const label = escapeXml(columns.text)
  return `<svg xmlns="http://www.w3.org/2000/svg" class="es-flow" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}"><title>${label}</title><style>${styleOf(scheme)}</style><rect class="es-back" width="${width}" height="${height}"/>${parts.join('')}</svg>`
}

/** Each application at the middle of its rows, as far as the ones above leave room. Answers with the middles. */
function spread({ left, right, wires }: Columns, which: 'left' | 'right', rowAt: (row: number) => number): number[] {
  const count = (which === 'left' ? left : right).length
  let next = margin + head + side.height / 2
  return Array.from({ length: count }, (_, index) => {
    const rows = wires.filter((wire) => wire.side === which && wire.end === index).map(({ row }) => rowAt(row))
    const wanted = rows.length === 0 ? next : rows.reduce((sum, row) => sum + row, 0) / rows.length
    const at = Math.max(next, wanted)
    next = at + side.height + side.gap
    return at
  })
}

function below(at: number): number {
  return at + side.height / 2
}

function wirePath({ wires }: Columns, wire: Wire, places: { left: number[]; right: number[] }, rowAt: (row: number) => number): string {
  const own = wires.filter((one) => one.side === wire.side && one.end === wire.end)
  const port = (own.indexOf(wire) - (own.length - 1) / 2) * Math.min(8, (side.height - 6) / Math.max(1, own.length))
  const end = (places[wire.side][wire.end] ?? 0) + port
  const row = rowAt(wire.row)
  const [x1, y1, x2, y2] = wire.side === 'left' ? [leftEdge, end, logLeft, row] : [logRight, row, rightEdge, end]
  const bend = gutter / 2
  const tip = x2 - 7
  const points = `M${x1} ${n(y1)}C${x1 + bend} ${n(y1)} ${tip - bend} ${n(y2)} ${tip} ${n(y2)}`
  const arrow = `M${tip - 1} ${n(y2 - 3.5)}L${x2 - 1} ${n(y2)}L${tip - 1} ${n(y2 + 3.5)}z`
  const hue = wire.sign === undefined ? 'es-all' : hueOf(wire.sign)
  return `<g class="${hue}"><path class="es-run" d="${points}"/><path class="es-tip" d="${arrow}"/></g>`
}

function log({ middle: rows, isLog }: Columns, rowAt: (row: number) => number): string[] {
  const parts: string[] = []
  const top = rowAt(0) - middle.row / 2
  if (isLog)
    parts.push(`<rect class="es-box" x="${logLeft}" y="${top}" width="${middle.width}" height="${rows.length * middle.row}" rx="3"/>`)
  for (const [index, { label, detail, signs }] of rows.entries()) {
    const y = rowAt(index)
    if (!isLog)
      parts.push(`<rect class="es-box" x="${logLeft}" y="${y - middle.row / 2}" width="${middle.width}" height="${middle.row}" rx="3"/>`)
    else if (index > 0) parts.push(`<path class="es-line" d="M${logLeft} ${y - middle.row / 2}h${middle.width}"/>`)
    const shown = isLog ? signs : []
    for (const [place, sign] of shown.entries())
      parts.push(`<g class="${hueOf(sign)}" transform="translate(${logLeft + 16 + place * 14} ${y})">${glyph(sign)}</g>`)
    const from = logLeft + 12 + (shown.length > 0 ? 16 : 0)
    const roomFor = middle.width - 24 - (shown.length > 0 ? 16 : 0)
    const detailWidth = Math.min(widthOf(detail), roomFor * 0.45)
    parts.push(words(from, y, label, roomFor - (detail === '' ? 0 : detailWidth + 10)))
    if (detail !== '') parts.push(words(logRight - 12, y, detail, detailWidth, 'es-dim es-end'))
  }
  return parts
}

function box(x: number, middleAt: number, name: string): string {
  const y = n(middleAt - side.height / 2)
  return `<rect class="es-box" x="${x}" y="${y}" width="${side.width}" height="${side.height}" rx="3"/>${words(x + 10, middleAt, name, side.width - 20)}`
}

function caption(x: number, text: string): string {
  return `<text class="es-dim" x="${x}" y="${margin + 10}">${text}</text>`
}

/** A text that is cut where its room ends; whole in what is shown on hover. */
function words(x: number, middleAt: number, text: string, room: number, more = ''): string {
  const line = text.replaceAll(/\s+/g, ' ')
  const most = Math.max(3, Math.floor(room / letter))
  const chars = [...line]
  const cut = chars.length > most ? `${chars.slice(0, most - 1).join('')}…` : line
  const title = cut === line ? '' : `<title>${escapeXml(line)}</title>`
  return `<text${more === '' ? '' : ` class="${more}"`} x="${x}" y="${n(middleAt + 4.5)}">${escapeXml(cut)}${title}</text>`
}

/** About how wide a letter is, in pixels: nobody measures a text here. */
const letter = 7.2

function widthOf(text: string): number {
  return [...text].length * letter
}

function n(value: number): number {
  return Math.round(value * 10) / 10
}

const light = {
  back: '#ffffff',
  fore: '#3b3b3b',
  dim: '#5f5f5f',
  line: '#cecece',
  all: '#7a7a7a',
  hues: ['#1a66c2', '#2f7d32', '#b35c00', '#652d90', '#05799a'],
}
const dark = {
  back: '#1f1f1f',
  fore: '#cccccc',
  dim: '#a6a6a6',
  line: '#4a4a4a',
  all: '#8a8a8a',
  hues: ['#59a4f9', '#89d185', '#ee9d28', '#b180d7', '#11a8cd'],
}

function styleOf(scheme: ColorScheme): string {
  const variables = ({ back, fore, dim, line, all, hues }: typeof light) =>
    `.es-flow,.es-sign{--b:${back};--f:${fore};--d:${dim};--l:${line};--a:${all};${hues.map((hue, index) => `--h${index}:${hue};`).join('')}}`
  const colours =
    scheme === 'auto'
      ? `${variables(light)}@media(prefers-color-scheme:dark){${variables(dark)}}`
      : variables(scheme === 'dark' ? dark : light)
  const hues = light.hues.map((_, index) => `.es-h${index}{--hue:var(--h${index})}`).join('')
  return `${colours}${hues}.es-all{--hue:var(--a)}.es-flow text{font:13px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;fill:var(--f)}.es-flow .es-dim{fill:var(--d);font-size:12px}.es-flow .es-end{text-anchor:end}.es-back{fill:var(--b)}.es-box{fill:none;stroke:var(--l)}.es-line{stroke:var(--l)}.es-run{fill:none;stroke:var(--hue);stroke-width:1.4}.es-tip{fill:var(--hue)}.es-glyph{fill:var(--hue)}.es-hollow{fill:none;stroke:var(--hue);stroke-width:2}`
}
