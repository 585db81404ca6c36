/** A JSON Pointer (RFC 6901), as text: empty for the whole, else `/` and escaped segments. */
export type Pointer = string

/** The segments of a pointer, unescaped; `undefined` where it is neither empty nor begins with `/`. */
export function parsePointer(pointer: Pointer): string[] | undefined {
  if (pointer === '') return []
  if (!pointer.startsWith('/')) return undefined
  return pointer.slice(1).split('/').map(unescapeSegment)
}

export function formatPointer(path: readonly string[]): Pointer {
  let pointer = ''
  for (const segment of path) pointer += `/${escapeSegment(segment)}`
  return pointer
}

export function escapeSegment(segment: string): string {
  return segment.includes('~') || segment.includes('/') ? segment.replaceAll('~', '~0').replaceAll('/', '~1') : segment
}

function unescapeSegment(segment: string): string {
  return segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment
}
