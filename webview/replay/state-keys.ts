interface Line {
  readonly depth: number
  /** `undefined` for what cannot be opened. */
  readonly isOpen?: boolean | undefined
}

/** A list is a tree of one level. */
interface Lines {
  readonly length: number
  at?(index: number): Line | undefined
}

interface Acts {
  to(index: number): void
  turn(index: number): void
  enter?(index: number): void
}

/** Arrows within a tree of lines, as the pattern for trees has them. Answers whether the key was one of these. */
export function treeKey(event: KeyboardEvent, lines: Lines, at: number, acts: Acts): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.target instanceof HTMLInputElement) return false
  const line = lines.at?.(at)
  const to = (index: number) => acts.to(Math.max(0, Math.min(lines.length - 1, index)))
  switch (event.key) {
    case 'ArrowDown':
      to(at + 1)
      break
    case 'ArrowUp':
      to(at - 1)
      break
    case 'PageDown':
      to(at + 10)
      break
    case 'PageUp':
      to(at - 10)
      break
    case 'Home':
      to(0)
      break
    case 'End':
      to(lines.length - 1)
      break
    case 'ArrowRight':
      if (line?.isOpen === false) acts.turn(at)
      else if (line?.isOpen) to(at + 1)
      break
    case 'ArrowLeft':
      if (line?.isOpen) acts.turn(at)
      else to(parentOf(lines, at))
      break
    case 'Enter':
      if (!acts.enter) return false
      acts.enter(at)
      break
    default:
      return false
  }
  event.preventDefault()
  event.stopPropagation()
  return true
}

function parentOf(lines: Lines, at: number): number {
  const depth = lines.at?.(at)?.depth ?? 0
  for (let index = at - 1; index >= 0; index--) if ((lines.at?.(index)?.depth ?? 0) < depth) return index
  return at
}
