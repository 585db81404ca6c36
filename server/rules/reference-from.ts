import { relativeUri } from '../../shared/uri.ts'
import type { Cursor } from '../workspace/cursor.ts'

/** A `$ref` that leads from a file to a place in another one, or in itself. */
export function referenceFrom(uri: string, target: Cursor): string {
  if (uri === target.uri) return `#${target.pointer}`
  const path = relativeUri(uri, target.uri)
  const file = /^[a-z][a-z0-9+.-]*:/i.test(path) ? path : encodeURI(path.startsWith('.') ? path : `./${path}`)
  return `${file}#${target.pointer}`
}
