import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Place } from '../../shared/place.ts'
import { type Lines, placeKey } from '../../shared/preview-protocol.ts'
import { reveal } from './host.ts'

/** The lines that places are at now. Only the links read them, so a line more or less redraws nothing else. */
export const LinesContext = createContext<Lines>({})

/** Text in which a stretch between backticks is data. */
export function Said({ text }: { readonly text: string }) {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part || null))}</>
}

/** A link to where something is written; nothing where that is gone. */
export function LineLink({ place }: { readonly place: Place | undefined }) {
  const lines = useContext(LinesContext)
  const line = place && lines[placeKey(place)]
  if (!place || line === undefined) return null
  const file = decodeURIComponent(place.uri.slice(place.uri.lastIndexOf('/') + 1))
  return (
    <button
      type="button"
      class="link line"
      tabIndex={-1}
      title={`Go to line ${line} of ${file} (F12)`}
      onClick={(event) => follow(event, place)}
    >
      line {line}
    </button>
  )
}

/** Goes to a place, and to nothing that lies around the link. */
export function follow(event: Event, place: Place): void {
  event.stopPropagation()
  reveal(place)
}

/** The attribute by which F12 finds the source of what has the focus. */
export function sourceOf(place: Place | undefined): { readonly 'data-place'?: string } {
  return place ? { 'data-place': JSON.stringify(place) } : {}
}
