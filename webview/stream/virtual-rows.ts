import {
  defaultRangeExtractor,
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useCallback, useLayoutEffect, useReducer, useState } from 'preact/hooks'

interface Rows {
  /** Names each row for as long as it lives. */
  readonly keys: readonly string[]
  /** Pixels of a closed row. */
  readonly size: number
  /** What holds the rows, and nothing above them. */
  readonly box: RefObject<HTMLElement | null>
  /** A row that is drawn wherever it is: the focus is in it. */
  readonly held: number | undefined
}

/** A row to be drawn, and where, in pixels within the box. */
interface DrawnRow {
  readonly index: number
  readonly top: number
}

/** Which rows of a long list are to be drawn. Rows may be of any height: each is measured by `measure` as long as it is drawn. */
export function useVirtualRows({ keys, size, box, held }: Rows): {
  readonly rows: readonly DrawnRow[]
  readonly height: number
  readonly measure: (row: HTMLElement | null) => void
  readonly show: (index: number) => void
} {
  const [, redraw] = useReducer<number, void>((times) => times + 1, 0)
  const [margin, setMargin] = useState(0)
  const options = {
    count: keys.length,
    getScrollElement: () => box.current?.closest<HTMLElement>('.scroll') ?? null,
    estimateSize: () => size,
    getItemKey: (index: number) => keys[index] ?? index,
    scrollMargin: margin,
    overscan: 12,
    initialRect: { width: 1, height: 900 },
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => withHeld(defaultRangeExtractor(range), held, keys.length),
    observeElementRect,
    observeElementOffset,
    measureElement,
    scrollToFn: elementScroll,
    onChange: () => redraw(),
  }
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options))
  virtualizer.setOptions(options)
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => {
    virtualizer._willUpdate()
    const scroller = options.getScrollElement()
    if (!box.current || !scroller) return
    const above = box.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
    if (Math.abs(above - margin) > 1) setMargin(above)
  })
  const measure = useCallback((row: HTMLElement | null) => virtualizer.measureElement(row), [virtualizer])
  return {
    rows: virtualizer.getVirtualItems().map(({ index, start }) => ({ index, top: start - margin })),
    height: virtualizer.getTotalSize(),
    measure,
    show: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  }
}

/** With the row that is held, and those beside it to which arrows go. */
function withHeld(drawn: readonly number[], held: number | undefined, count: number): number[] {
  if (held === undefined) return [...drawn]
  const beside = [held - 1, held, held + 1].filter((index) => index >= 0 && index < count)
  return [...new Set([...drawn, ...beside])].sort((a, b) => a - b)
}
