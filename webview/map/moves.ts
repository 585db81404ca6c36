import type { Picture } from './picture.ts'

const columns = ['appends', 'middle', 'reads'] as const

/** Arrows within the map: up and down in a column, left and right along the lines to the nearest box. */
export function moveBetween(event: KeyboardEvent & { readonly currentTarget: EventTarget | null }, picture: Picture): void {
  const root = event.currentTarget
  if (event.ctrlKey || event.metaKey || event.altKey || !(root instanceof HTMLElement)) return
  const here = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-box]') : null
  const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key]
  if (!here || !step) return
  const [across = 0, down = 0] = step
  const { column, id } = named(here)
  const next =
    across === 0 ? neighbour(root, column, here, down) : nearest(root, columns[columns.indexOf(column) + across], here, id, picture)
  event.stopPropagation()
  event.preventDefault()
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

function named(box: HTMLElement): { readonly column: (typeof columns)[number]; readonly id: string } {
  const text = box.dataset['box'] ?? ''
  const column = columns.find((one) => text.startsWith(`${one} `)) ?? 'middle'
  return { column, id: text.slice(column.length + 1) }
}

function boxesIn(root: HTMLElement, column: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(`.column.${column} [data-box]`)]
}

function neighbour(root: HTMLElement, column: string, here: HTMLElement, down: number): HTMLElement | undefined {
  const boxes = boxesIn(root, column)
  return boxes[boxes.indexOf(here) + down]
}

function nearest(
  root: HTMLElement,
  column: string | undefined,
  here: HTMLElement,
  id: string,
  { edges }: Picture,
): HTMLElement | undefined {
  if (column === undefined) return undefined
  const joined = new Set(edges.flatMap(({ outer, middle }) => (outer === id ? [middle] : middle === id ? [outer] : [])))
  const boxes = boxesIn(root, column)
  const along = boxes.filter((box) => joined.has(named(box).id))
  const middle = (box: HTMLElement) => box.getBoundingClientRect().top + box.offsetHeight / 2
  const distance = (box: HTMLElement) => Math.abs(middle(box) - middle(here))
  return (along.length > 0 ? along : boxes).sort((a, b) => distance(a) - distance(b))[0]
}
