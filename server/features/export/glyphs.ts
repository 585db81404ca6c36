/** The sign of the message at a place of its set, about its middle: the shapes and hues of all pages. */
export function glyph(index: number): string {
  return shapes[index % shapes.length] ?? ''
}

export function hueOf(index: number): string {
  return `es-h${index % 5}`
}

const path = (d: string, name = 'es-glyph') => `<path class="${name}" d="${d}"/>`

const shapes: readonly string[] = [
  '<circle class="es-glyph" r="4.3"/>',
  path('M-4-4h8v8h-8z'),
  path('M0-5.4 5.4 0 0 5.4-5.4 0z'),
  path('M0-4.9 5 4h-10z'),
  path('M0 4.9 5-4h-10z'),
  path('M-1.7-4.8h3.4v3.1h3.1v3.4h-3.1v3.1h-3.4v-3.1h-3.1v-3.4h3.1z'),
  '<circle class="es-hollow" r="3.4"/>',
  path('M-3.2-3.2h6.4v6.4h-6.4z', 'es-hollow'),
]
