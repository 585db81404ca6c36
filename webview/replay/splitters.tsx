export function Splitters() {
  return null
}
