import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useLayoutEffect, useReducer, useState } from 'preact/hooks'

interface Rows {
  readonly count: number
  /** Pixels of each row. */
  readonly size: number
  readonly scroll: RefObject<HTMLElement | null>
  /** Pixels above the first row that scroll along. */
  readonly margin: number
  /** Pixels at the top that cover rows. */
  readonly covered: number
}

/** Which rows of a long list are to be drawn; `show` scrolls one into sight. */
export function useVirtual({ count, size, scroll, margin, covered }: Rows): {
  readonly first: number
  readonly last: number
  readonly show: (index: number) => void
} {
  const [, redraw] = useReducer<number, void>((n) => n + 1, 0)
  const options = {
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => size,
    scrollMargin: margin,
    scrollPaddingStart: covered,
    overscan: 8,
    initialRect: { width: 1, height: 800 },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => redraw(),
  }
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options))
  virtualizer.setOptions(options)
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => virtualizer._willUpdate())
  const items = virtualizer.getVirtualItems()
  return {
    first: items[0]?.index ?? 0,
    last: items.at(-1)?.index ?? -1,
    show: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  }
}
