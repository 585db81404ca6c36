import type { JsonText } from '../../shared/replay-protocol.ts'
import { Digits, type Json, readJson, writeJson } from '../ui/json.ts'
import type { AxisLayout, DrawnAxis } from './axis.tsx'
import { heights } from './axis-lanes.ts'
import type { AxisScale } from './axis-scale.ts'

type Values = NonNullable<DrawnAxis['watched']>

/** Pixels of a letter, and around a word. */
const letter = 6.7
const margin = 8

interface WatchedProps {
  readonly view: DrawnAxis
  readonly layout: AxisLayout
  readonly scale: AxisScale
  /** Where the moment is, as the scale has it. */
  readonly at: number | undefined
}

/** What became of the watched value: boxes for words, a step line for numbers; in a branch the log's above the branch's. */
export function Watched({ view, layout, scale, at }: WatchedProps) {
  const bottom = layout.height - 2
  const rows = layout.watched > 1 ? [view.watched, view.watchedBranch] : [view.watched]
  return (
    <g>
      {rows.map((values, index) => {
        const top = bottom - (layout.watched - index) * heights.watched
        if (!values || values.length === 0) return null
        return isNumbers(values) ? (
          <Line key={top} values={values} scale={scale} top={top} at={at} />
        ) : (
          <Boxes key={top} values={values} scale={scale} top={top} at={at} />
        )
      })}
    </g>
  )
}

interface RowProps {
  readonly values: Values
  readonly scale: AxisScale
  readonly top: number
  readonly at: number | undefined
}

function Boxes({ values, scale, top, at }: RowProps) {
  const current = currentOf(values, at)
  return (
    <g class="values">
      {values.map(({ x, value }, index) => {
        if (value === undefined) return null
        const left = Math.max(-2, scale.x(x))
        const right = Math.min(scale.width, scale.x(values[index + 1]?.x ?? Number.POSITIVE_INFINITY))
        if (right <= 0 || left >= scale.width || right - left < 1) return null
        return (
          <g key={x} class={index === current ? 'now' : ''}>
            <rect x={left + 0.5} y={top + 2.5} width={Math.max(1, right - left - 1)} height={13} />
            <text x={left + 5} y={top + 13}>
              {cut(plain(value), Math.floor((right - left - margin) / letter))}
            </text>
          </g>
        )
      })}
    </g>
  )
}

function Line({ values, scale, top, at }: RowProps) {
  const numbers = values.map(({ value }) => (value === undefined ? undefined : Number(value)))
  const known = numbers.filter((one) => one !== undefined)
  const least = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const most = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const y = (value: number) => (most === least ? top + 9 : top + 14 - ((value - least) / (most - least)) * 11)
  let path = ''
  for (const [index, value] of numbers.entries()) {
    if (value === undefined) continue
    const left = scale.x(values[index]?.x ?? 0)
    const right = Math.min(scale.width, scale.x(values[index + 1]?.x ?? Number.POSITIVE_INFINITY))
    path += `${index > 0 && numbers[index - 1] !== undefined ? 'L' : 'M'}${left.toFixed(1)} ${y(value).toFixed(1)}H${right.toFixed(1)}`
  }
  const current = currentOf(values, at)
  const text = current === undefined ? undefined : values[current]?.value
  const x = at === undefined ? 0 : scale.x(at)
  return (
    <g class="values">
      <path class="steps" d={path} />
      {text !== undefined && x >= 0 && x <= scale.width && (
        <text class="now" x={Math.min(x + 6, scale.width - text.length * letter - 4)} y={top + 12}>
          {text}
        </text>
      )}
    </g>
  )
}

function currentOf(values: Values, at: number | undefined): number | undefined {
  if (at === undefined) return undefined
  const next = values.findIndex(({ x }) => x > at)
  const index = next < 0 ? values.length - 1 : next - 1
  return index < 0 ? undefined : index
}

function isNumbers(values: Values): boolean {
  const known = values.flatMap(({ value }) => (value === undefined ? [] : [readJson(value)]))
  return known.length > 0 && known.every((value) => value instanceof Digits)
}

function plain(text: JsonText): string {
  const value: Json | undefined = readJson(text)
  if (typeof value === 'string') return value
  return value === undefined ? text : writeJson(value)
}

function cut(text: string, letters: number): string {
  if (letters < 2) return ''
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`
}
