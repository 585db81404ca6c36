export function Axis() {
  return <section class="axis" aria-label="Time axis" />
}
