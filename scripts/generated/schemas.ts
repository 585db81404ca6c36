import { reports } from '../../server/rules/reports.ts'
import type { Rule } from '../../server/rules/rule.ts'
import { configSchema } from '../../server/validate/config-schema.ts'
import { declarationSchema } from '../../server/validate/declaration-schema.ts'

/** The published JSON Schemas, by their path from the root. */
export function schemaFiles(rules: readonly Rule[]): [string, string][] {
  const ids = [...rules.map(({ meta }) => meta), ...reports].map(({ id }) => id)
  return [
    ['schemas/config.schema.json', text(configSchema(rules, reports))],
    ['schemas/x-event-source.schema.json', text(declarationSchema(ids))],
  ]
}

function text(schema: unknown): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`
}
