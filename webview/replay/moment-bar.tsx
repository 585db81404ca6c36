export function MomentBar() {
  return <section class="moment" aria-label="Moment" />
}
