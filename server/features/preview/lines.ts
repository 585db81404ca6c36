import type { Place } from '../../../shared/place.ts'
import { type Lines, type PlaceRange, type PropertyRow, placeKey, type StreamPage } from '../../../shared/preview-protocol.ts'

/** The lines of the places that a page shows by their line. */
export function linesOf({ kept, groups, messages }: StreamPage, rangeOf: (place: Place) => PlaceRange | null): Lines {
  const lines: Record<string, number> = {}
  const note = ({ place }: { readonly place: Place | undefined }) => {
    const key = place && placeKey(place)
    const range = !place || key === undefined || key in lines ? null : rangeOf(place)
    if (range && key !== undefined) lines[key] = range.start.line + 1
  }
  const noteRows = (rows: readonly PropertyRow[]) => {
    for (const { findings, children } of rows) {
      findings.forEach(note)
      noteRows(children)
    }
  }
  kept.forEach(note)
  for (const { findings } of groups) findings.forEach(note)
  for (const message of messages) {
    const { detail } = message
    if (!detail) continue
    note(message)
    detail.findings.forEach(note)
    noteRows(detail.payload)
    noteRows(detail.headers)
  }
  return lines
}
