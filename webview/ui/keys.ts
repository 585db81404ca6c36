import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

const stops = '[data-nav]'

/**
 * Makes a part of the page one tab stop, with arrows inside: `[data-nav]` in the order of the page, opened and closed by
 * `aria-expanded`. A part that has more than is drawn goes to its first and its last by `toEdge`, which answers whether it does.
 */
export function useArrows(part: RefObject<HTMLElement | null>, toEdge?: (edge: 'first' | 'last') => boolean): void {
  useLayoutEffect(() => {
    if (part.current) keepOneStop(part.current)
  })
  const edges = useRef(toEdge)
  edges.current = toEdge
  useEffect(() => {
    const root = part.current
    if (!root) return
    const move = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return
      const edge = event.key === 'Home' ? 'first' : event.key === 'End' ? 'last' : undefined
      if ((edge && edges.current?.(edge)) || onKey(root, event.key)) event.preventDefault()
    }
    const focus = ({ target }: FocusEvent) => {
      const stop = target instanceof HTMLElement ? target.closest<HTMLElement>(stops) : null
      if (stop) makeStop(root, stop)
    }
    root.addEventListener('keydown', move)
    root.addEventListener('focusin', focus)
    return () => {
      root.removeEventListener('keydown', move)
      root.removeEventListener('focusin', focus)
    }
  }, [part])
}

function all(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(stops)]
}

function keepOneStop(root: HTMLElement): void {
  const found = all(root)
  const [first] = found
  if (first && !found.some(({ tabIndex }) => tabIndex === 0)) first.tabIndex = 0
}

function makeStop(root: HTMLElement, stop: HTMLElement): void {
  for (const one of all(root)) if (one.tabIndex === 0 && one !== stop) one.tabIndex = -1
  stop.tabIndex = 0
}

/** Answers whether the key was one of these. */
function onKey(root: HTMLElement, key: string): boolean {
  const found = all(root)
  const here = found.findIndex((one) => one.contains(document.activeElement))
  const stop = found[here]
  if (!stop) return false
  const isOpen = stop.getAttribute('aria-expanded')
  const to = (index: number) => {
    found[Math.max(0, Math.min(found.length - 1, index))]?.focus()
    return true
  }
  switch (key) {
    case 'ArrowDown':
      return to(here + 1)
    case 'ArrowUp':
      return to(here - 1)
    case 'PageDown':
      return to(here + 10)
    case 'PageUp':
      return to(here - 10)
    case 'Home':
      return to(0)
    case 'End':
      return to(found.length - 1)
    case 'ArrowRight':
      if (isOpen === 'false') stop.click()
      else to(here + 1)
      return true
    case 'ArrowLeft':
      if (isOpen === 'true') stop.click()
      else to(above(found, here))
      return true
    case 'Enter':
    case ' ':
      // Buttons do it by themselves.
      if (stop instanceof HTMLButtonElement) return false
      stop.click()
      return true
    default:
      return false
  }
}

/** The row that the one at `here` is within; without levels, the one before it. */
function above(found: readonly HTMLElement[], here: number): number {
  const level = levelOf(found[here])
  for (let index = here - 1; index >= 0; index--) if (levelOf(found[index]) < level) return index
  return here - 1
}

function levelOf(stop: HTMLElement | undefined): number {
  return Number(stop?.dataset['nav'] ?? 0)
}
