import type { Folder } from './folders.ts'
import type { Row } from './rows.ts'

interface Rows {
  readonly row: Row
  readonly active: number
  /** The row of the folder that the active one is in. */
  readonly parent: number
  readonly last: number
  readonly isClosed: boolean
  readonly go: (index: number) => void
  readonly toggle: (folder: Folder) => void
  readonly open: (id: string) => void
  /** Above the first row. */
  readonly leave: () => void
}

/** What a key does in a row of the list; answers whether it was one of these. */
export function moveInRows(key: string, { row, active, parent, last, isClosed, go, toggle, open, leave }: Rows): boolean {
  const { stream, folder } = row
  switch (key) {
    case 'ArrowDown':
      go(active + 1)
      return true
    case 'ArrowUp':
      if (active === 0) leave()
      else go(active - 1)
      return true
    case 'PageDown':
      go(active + 10)
      return true
    case 'PageUp':
      go(active - 10)
      return true
    case 'Home':
      go(0)
      return true
    case 'End':
      go(last)
      return true
    case 'ArrowRight':
      if (stream) return true
      if (isClosed) toggle(folder)
      else go(active + 1)
      return true
    case 'ArrowLeft':
      if (stream) go(parent)
      else if (!isClosed) toggle(folder)
      return true
    case 'Enter':
    case ' ':
      if (!stream) toggle(folder)
      else if (key === 'Enter') open(stream.id)
      else go(active)
      return true
    default:
      return false
  }
}

/** The same in the heads of the columns. */
export function moveInHead(key: string, head: HTMLElement, down: () => void): boolean {
  const heads = [...(head.closest('[role=row]')?.querySelectorAll<HTMLElement>('[data-sort]') ?? [])]
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key]
  if (step !== undefined) heads[heads.indexOf(head) + step]?.focus()
  else if (key === 'ArrowDown') down()
  else return false
  return true
}

export function focusHead(list: HTMLElement | null): void {
  list?.querySelector<HTMLElement>('[data-sort]')?.focus()
}
