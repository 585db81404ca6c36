import type { Span } from '../document/node.ts'
import type { Spot } from '../rules/rule.ts'

/** Where a spot stands in the text now; where nothing stands any more, the nearest place above that does. */
export function spanOf({ at, part, within }: Spot): Span | undefined {
  const root = at.file.source?.roots[at.document]
  if (!root) return undefined
  const path = at.path
  const span = root.locate(path, part)
  if (span) return within ? { from: span.from + within.from, to: span.from + within.to } : span
  for (let length = path.length - 1; length >= 0; length--) {
    const above = root.locate(path.slice(0, length), 'key')
    if (above) return length === 0 ? { from: above.from, to: above.from } : above
  }
  return undefined
}
