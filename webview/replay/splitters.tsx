import './splitter.css'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useReplay, useSeen } from './store.ts'

interface Split {
  /** By which its size is kept, and the name of the style's variable. */
  readonly name: string
  readonly label: string
  readonly orientation: 'vertical' | 'horizontal'
  /** The pane that it sizes: the one to the right of it, or below. */
  readonly pane: string
}

const splits: readonly Split[] = [
  { name: 'side', label: 'Width of state and event', orientation: 'vertical', pane: '.state' },
  { name: 'lower', label: 'Height of the event', orientation: 'horizontal', pane: '.event' },
  { name: 'wide-side', label: 'Width of the state', orientation: 'vertical', pane: '.state' },
  { name: 'wide-event', label: 'Width of the event', orientation: 'vertical', pane: '.event' },
]
/** No pane gets smaller than this, and as much is left to what is on the other side. */
const least = { vertical: 240, horizontal: 80 } as const
const step = 16

/** Between the panes; dragged, moved with the arrows, and put back by a double click. */
export function Splitters() {
  return (
    <>
      {splits.map((split) => (
        <Splitter key={split.name} split={split} />
      ))}
    </>
  )
}

function Splitter({ split: { name, label, orientation, pane } }: { readonly split: Split }) {
  const replay = useReplay()
  const size = useSeen(({ sizes }) => sizes[name])
  const bar = useRef<HTMLDivElement>(null)
  const isVertical = orientation === 'vertical'
  useLayoutEffect(() => {
    const body = bar.current?.parentElement
    if (size === undefined) body?.style.removeProperty(`--${name}`)
    else body?.style.setProperty(`--${name}`, `${size}px`)
  }, [name, size])
  const measured = () => {
    const box = bar.current?.parentElement?.querySelector(pane)?.getBoundingClientRect()
    return box ? (isVertical ? box.width : box.height) : 0
  }
  const most = () => {
    const box = bar.current?.parentElement?.getBoundingClientRect()
    return box ? Math.round((isVertical ? box.width : box.height) - least[orientation]) : 0
  }
  const resize = (wanted: number | undefined) => {
    const { [name]: _, ...others } = replay.state.sizes
    const clamped = wanted === undefined ? undefined : Math.round(Math.max(least[orientation], Math.min(most(), wanted)))
    replay.set({ sizes: clamped === undefined ? others : { ...others, [name]: clamped } })
  }
  const onPointerDown = (down: PointerEvent) => {
    if (down.button !== 0) return
    const begin = measured()
    const from = isVertical ? down.clientX : down.clientY
    bar.current?.setPointerCapture(down.pointerId)
    const move = (event: PointerEvent) => resize(begin + from - (isVertical ? event.clientX : event.clientY))
    bar.current?.addEventListener('pointermove', move)
    bar.current?.addEventListener(
      'lostpointercapture',
      () => {
        bar.current?.removeEventListener('pointermove', move)
        replay.keep()
      },
      { once: true },
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const [larger, smaller] = isVertical ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
    if (event.key === larger) resize(measured() + step)
    else if (event.key === smaller) resize(measured() - step)
    else if (event.key === 'Home') resize(0)
    else if (event.key === 'End') resize(Number.POSITIVE_INFINITY)
    else if (event.key === 'Enter') resize(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
    replay.keep()
  }
  return (
    <div
      ref={bar}
      class={`splitter split-${name}`}
      role="separator"
      aria-orientation={orientation}
      aria-label={label}
      aria-valuenow={size ?? 36}
      aria-valuetext={size === undefined ? 'as it is by itself' : `${size} pixels`}
      tabIndex={0}
      title="Drag; double click puts it back"
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDblClick={() => {
        resize(undefined)
        replay.keep()
      }}
    />
  )
}
