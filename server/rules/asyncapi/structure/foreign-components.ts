import type { Document } from '../../../model/document.ts'
import { isJsonSchema } from '../../../spec/schemaFormats.ts'
import type { Cursor } from '../../../workspace/cursor.ts'

/**
 * The `components.schemas` that messages of the document take for their payload in another language than JSON Schema. In 2.x the format
 * stands at the message alone, so that nothing at the component tells what it is written in.
 */
export function foreignComponents(document: Document): ReadonlySet<Cursor> {
  const found = new Set<Cursor>()
  if (document.is3) return found
  const schemas = document.root.at('components', 'schemas')
  for (const { schemaFormat, target } of document.messages) {
    const payload = schemaFormat === undefined || isJsonSchema(schemaFormat) ? undefined : target?.at('payload').target
    if (payload && schemas.holds(payload)) found.add(payload)
  }
  return found
}
