export function EventPart() {
  return <section class="pane event" aria-label="Event" />
}
