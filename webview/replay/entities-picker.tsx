import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../ui/signs.tsx'
import { EntitySearch } from './entities.tsx'
import { useReplay, useSeen } from './store.ts'

/** Where there is no room for the list of entities: one is chosen from what opens here. */
export function EntityPicker() {
  const replay = useReplay()
  const entity = useSeen((state) => state.entity)
  const button = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const open = () => {
    const { current } = button
    if (!current || current.offsetParent === null || !box.current) return
    const { left, bottom } = current.getBoundingClientRect()
    box.current.style.left = `${Math.max(4, Math.min(left, innerWidth - 290))}px`
    box.current.style.top = `${bottom + 2}px`
    box.current.style.maxHeight = `${innerHeight - bottom - 8}px`
    box.current.showPopover()
  }
  useEffect(() => replay.onAction((action) => action === 'findEntity' && open()), [replay])
  useEffect(() => {
    if (isOpen) box.current?.querySelector('input')?.focus()
  }, [isOpen])
  return (
    <>
      <button
        type="button"
        class="picker"
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        title="Choose an entity (N)"
        onClick={open}
      >
        <Icon name="symbol-class" />
        <span class="el">{entity ?? 'All entities'}</span>
        <Icon name="chevron-down" />
      </button>
      <div
        class="picked-from"
        ref={box}
        popover="auto"
        role="dialog"
        aria-label="Choose an entity"
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {isOpen && (
          <>
            {entity !== undefined && (
              <button
                type="button"
                class="link all"
                onClick={() => {
                  replay.keepEntity(undefined)
                  box.current?.hidePopover()
                }}
              >
                All entities
              </button>
            )}
            <EntitySearch chosen={() => box.current?.hidePopover()} />
          </>
        )}
      </div>
    </>
  )
}
