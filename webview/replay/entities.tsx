export function Entities() {
  return <section class="pane entities" aria-label="Entities" />
}
