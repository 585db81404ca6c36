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
  useLayoutEffect(() => {
    virtualizer._willUpdate()
    if (place.wanted === undefined || !scroller.current) return
    scroller.current.scrollTop = place.wanted
    place.wanted = undefined
  })

  const view = virtualizer.scrollRect?.height ?? 0
  const offset = virtualizer.scrollOffset ?? 0
  useLayoutEffect(() => {
    if (count <= block || place.wanted !== undefined) return
    const end = laid * size - view
    const isAtEdge = (offset < view && place.base > 0) || (offset > end - view && place.base + laid < count)
    // A drag of the scroll bar means a share of the whole; all else moves row by row within the block.
    if (isAtEdge || Math.abs(offset - (last.current ?? offset)) > view * 50) {
      const base = isAtEdge ? place.base + Math.round(offset / size) - block / 2 : Math.round((offset / end) * (count - laid))
      const moved = Math.max(0, Math.min(count - laid, base)) - place.base
      if (moved !== 0) {
        place.base += moved
        if (isAtEdge) place.wanted = offset - moved * size
        redraw()
      }
    }
    last.current = offset
  })

  const items = virtualizer.getVirtualItems()
  return {
    rows: items.map(({ index, start }) => ({ index: index + place.base, top: start })),
    height: laid * size,
    first: place.base + Math.ceil(offset / size),
    last: place.base + Math.floor((offset + view) / size) - 1,
    reveal: (index) => {
      const element = scroller.current
      if (!element) return
      const here = index - place.base
      const top = element.scrollTop
      const shown = element.clientHeight
      const from = here * size
      const isNear = here >= 0 && here < laid && from > top - 6 * size && from < top + shown + 5 * size
      const margin = Math.min(2 * size, Math.floor((shown - size) / 2))
      if (isNear) {
        if (from < top + margin) element.scrollTop = from - margin
        else if (from + size > top + shown - margin) element.scrollTop = from + size + margin - shown
        return
      }
      place.base = Math.round((index / Math.max(1, count)) * (count - laid))
      place.wanted = Math.max(0, index - place.base - Math.floor(shown / size / 2)) * size
      last.current = undefined
      redraw()
    },
  }
}
