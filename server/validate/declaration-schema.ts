import { type DeclaredKind, declarationDoc, declaredKeys, sequences } from '../eventsource/declaration-schema.ts'
import type { DescribedSchema } from './described.ts'

/** The JSON Schema of `x-event-source`; `ids` are those of the rules that `ignore` may name. */
export function declarationSchema(ids: readonly string[]): DescribedSchema {
  const properties: Record<string, DescribedSchema> = {}
  for (const [key, { kind, doc }] of declaredKeys) properties[key] = { description: doc, ...shape(kind, ids) }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'x-event-source',
    description: declarationDoc,
    anyOf: [{ type: 'boolean' }, { type: 'object', properties, patternProperties: { '^x-': {} }, additionalProperties: false }],
  }
}

function shape(kind: DeclaredKind, ids: readonly string[]): DescribedSchema {
  switch (kind) {
    case 'text':
      return { type: 'string', minLength: 1 }
    case 'expression':
      return { type: 'string', pattern: '^\\$message\\.(header|payload)#(/([^/~]|~[01])*)*$' }
    case 'sequence':
      return { type: 'string', enum: sequences, default: 'entity' }
    case 'messages':
      return { type: 'array', items: { type: 'string' } }
    case 'rules':
      return { type: 'array', items: { type: 'string', enum: ids } }
  }
}
