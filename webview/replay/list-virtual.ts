import { elementScroll, observeElementOffset, observeElementRect, Virtualizer, type VirtualizerOptions } from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** So many rows are laid out at once. No browser takes an element of ten million rows, and the library notes each one that it lays out. */
const block = 200_000

export interface VirtualRows {
  /** Rows to be drawn, and where, in pixels within the box of {@link height}. */
  readonly rows: readonly { readonly index: number; readonly top: number }[]
  readonly height: number
  /** The first and last row that are wholly to be seen. */
  readonly first: number
  readonly last: number
  /** Brings a row into sight: with some rows around it where it is near, else in the middle. */
  reveal(index: number): void
}

interface Place {
  base: number
  /** Where to scroll once the block that begins at `base` is drawn. */
  wanted: number | undefined
}

/** A list of rows of one height, of which only those that are to be seen are drawn. Of a very long one a block is laid out that moves along. */
export function useVirtualRows(scroller: RefObject<HTMLElement | null>, count: number, size: number): VirtualRows {
  const [, setTimes] = useState(0)
  const redraw = () => setTimes((times) => times + 1)
  const place = useRef<Place>({ base: 0, wanted: undefined }).current
  const last = useRef<number>(undefined)
  const laid = Math.min(count, block)
  place.base = Math.max(0, Math.min(place.base, count - laid))
  const options: VirtualizerOptions<HTMLElement, Element> = {
    count: laid,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 8,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: redraw,
  }
  const [virtualizer] = useState(() => new Virtualizer(options))
  virtualizer.setOptions(options)
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  // What is drawn now is drawn for where it will be scrolled to.
  if (place.wanted !== undefined) virtualizer.scrollOffset = place.wanted
  const view = virtualizer.scrollRect?.height ?? 0
  const offset = virtualizer.scrollOffset ?? 0
  useLayoutEffect(() => {
    virtualizer._willUpdate()
    const element = scroller.current
    if (!element) return
    if (place.wanted !== undefined) {
      element.scrollTop = place.wanted
      place.wanted = undefined
    } else if (count > block) moveBlock(element)
    last.current = element.scrollTop
  })

  /** Lays out another block where the one that is laid out ends. A drag of the scroll bar means a share of the whole; all else goes row by row. */
  const moveBlock = ({ scrollTop, clientHeight }: HTMLElement) => {
    const end = laid * size - clientHeight
    const isAtEdge = (scrollTop < clientHeight && place.base > 0) || (scrollTop > end - clientHeight && place.base + laid < count)
    if (!isAtEdge && Math.abs(scrollTop - (last.current ?? scrollTop)) <= clientHeight * 50) return
    const isDrag = Math.abs(scrollTop - (last.current ?? scrollTop)) > clientHeight * 50
    const base = isDrag ? Math.round((scrollTop / end) * (count - laid)) : place.base + Math.round(scrollTop / size) - block / 2
    const moved = Math.max(0, Math.min(count - laid, base)) - place.base
    if (moved === 0) return
    place.base += moved
    if (!isDrag) place.wanted = scrollTop - moved * size
    redraw()
  }

  const items = virtualizer.getVirtualItems()
  return {
    rows: items.map(({ index, start }) => ({ index: index + place.base, top: start })),
    height: laid * size,
    first: place.base + Math.ceil((offset - 2) / size),
    // A scroll position is rounded here and there.
    last: place.base + Math.floor((offset + view + 2) / size) - 1,
    reveal: (index) => {
      const element = scroller.current
      if (!element) return
      const here = index - place.base
      const shown = element.clientHeight
      const from = here * size
      const { scrollTop } = element
      const isNear = here >= 0 && here < laid && from > scrollTop - 6 * size && from < scrollTop + shown + 5 * size
      const margin = Math.min(2 * size, Math.floor((shown - size) / 2))
      if (isNear) {
        if (from < scrollTop + margin) element.scrollTop = from - margin
        else if (from + size > scrollTop + shown - margin) element.scrollTop = from + size + margin - shown
        return
      }
      place.base = Math.round((index / Math.max(1, count - 1)) * (count - laid))
      const top = (index - place.base - Math.floor(shown / size / 2)) * size
      place.wanted = Math.max(0, Math.min(laid * size - shown, top))
      last.current = undefined
      redraw()
    },
  }
}
