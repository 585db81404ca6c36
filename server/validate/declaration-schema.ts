import { type DeclaredKind, declarationDoc, declaredKeys, sequences } from '../eventsource/declaration-schema.ts'
import type { DescribedSchema } from './described.ts'

/** The JSON Schema of `x-event-source`; `ids` are those of the rules that `ignore` may name. */
export function declarationSchema(ids: readonly string[]): DescribedSchema {
  const properties: Record<string, DescribedSchema> = {}
  for (const [key, { kind, doc }] of declaredKeys)
    properties[key] = { description: doc, ...shapes[kind], ...(kind === 'rules' && { items: { type: 'string', enum: ids } }) }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'x-event-source',
    description: declarationDoc,
    anyOf: [{ type: 'boolean' }, { type: 'object', properties, patternProperties: { '^x-': {} }, additionalProperties: false }],
  }
}

const shapes: Readonly<Record<DeclaredKind, DescribedSchema>> = {
  text: { type: 'string', minLength: 1 },
  expression: { type: 'string', pattern: '^\\$message\\.(header|payload)#(/([^/~]|~[01])*)*$' },
  sequence: { type: 'string', enum: sequences, default: 'entity' },
  messages: { type: 'array', items: { type: 'string' } },
  rules: { type: 'array', items: { type: 'string' } },
}
