/** Shows an item, which is drawn on the way there, and then where it has come to stand. */
export function goTo(key: string): void {
  const show = () => document.getElementById(`item-${key}`)?.scrollIntoView({ block: 'start' })
  show()
  setTimeout(show, 60)
  setTimeout(show, 250)
}
