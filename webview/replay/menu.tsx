import './menu.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface MenuItem {
  readonly label: string
  readonly key?: string
  /** One of several, or on and off; plain without. */
  readonly is?: { readonly kind: 'radio' | 'check'; readonly on: boolean }
  readonly isOff?: boolean
  run(): unknown
}

interface MenuProps {
  readonly label: string
  readonly items: readonly (MenuItem | 'line')[]
  /** Where its corner is, in pixels of the window. */
  readonly at: { readonly x: number; readonly y: number; readonly isAbove?: boolean }
  /** It closes; what had the focus before has it again. */
  readonly closed: () => void
  readonly children?: ComponentChildren
}

/** A menu that floats; arrows inside, Escape closes. */
export function Menu({ label, items, at, closed, children }: MenuProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const before = document.activeElement
    element.showPopover()
    const { width, height } = element.getBoundingClientRect()
    const top = at.isAbove ? at.y - height : at.y
    element.style.left = `${Math.max(4, Math.min(at.x, innerWidth - width - 4))}px`
    element.style.top = `${Math.max(4, Math.min(top, innerHeight - height - 4))}px`
    element.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [at.x, at.y, at.isAbove])
  const move = (step: (here: number, count: number) => number) => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)') ?? [])]
    const here = all.findIndex((one) => one.matches(':focus'))
    all[step(here, all.length)]?.focus()
  }
  return (
    <div
      class="menu"
      ref={box}
      popover="auto"
      onToggle={({ newState }) => {
        if (newState === 'closed') closed()
      }}
      onKeyDown={(event) => {
        if (event.target instanceof HTMLInputElement) return
        if (event.key === 'ArrowDown') move((here, count) => (here + 1) % count)
        else if (event.key === 'ArrowUp') move((here, count) => (here - 1 + count) % count)
        else if (event.key === 'Home') move(() => 0)
        else if (event.key === 'End') move((_, count) => count - 1)
        else if (event.key === 'Escape' || event.key === 'Tab') closed()
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <div role="menu" aria-label={label}>
        {items.map((item, index) =>
          item === 'line' ? (
            <hr key={`line after ${labelOf(items[index - 1])}`} />
          ) : (
            <button
              type="button"
              key={item.label}
              role={item.is ? `menuitem${item.is.kind === 'radio' ? 'radio' : 'checkbox'}` : 'menuitem'}
              aria-checked={item.is?.on}
              tabIndex={-1}
              disabled={item.isOff}
              onClick={() => {
                if (item.is?.kind !== 'check') closed()
                item.run()
              }}
            >
              <span class="check">{item.is?.on && <span class="codicon codicon-check" />}</span>
              {item.label}
              {item.key !== undefined && <span class="key">{item.key}</span>}
            </button>
          ),
        )}
      </div>
      {children}
    </div>
  )
}

function labelOf(item: MenuItem | 'line' | undefined): string {
  return typeof item === 'object' ? item.label : ''
}
