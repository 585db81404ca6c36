export function Toolbar() {
  return <div class="toolbar" role="toolbar" aria-label="Replay" />
}
