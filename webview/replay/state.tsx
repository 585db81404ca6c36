export function State() {
  return <section class="pane state" aria-label="State" />
}
