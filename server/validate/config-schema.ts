import type { Report } from '../rules/reports.ts'
import type { Rule, Severity } from '../rules/rule.ts'
import { usualEnvelope } from './config-files.ts'
import type { DescribedSchema } from './described.ts'

const severities = ['error', 'warning', 'info', 'hint', 'off'] as const satisfies readonly Severity[]

const envelopeDocs: Readonly<Record<keyof typeof usualEnvelope, string>> = {
  id: "Names of the event's id.",
  time: 'Names of the time at which it happened.',
  sequence: 'Names of its number within one entity.',
  version: 'Names of the version of its schema.',
  causation: 'Names of the id of the event that caused it.',
}

/** The JSON Schema of a config file. */
export function configSchema(rules: readonly Rule[], reports: readonly Report[]): DescribedSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'AsyncAPI Event Sources',
    description:
      'The config of AsyncAPI Event Sources for the documents below its folder. It wins over the settings of the editor, key by key.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { description: 'The JSON Schema of this file, for editors.', type: 'string' },
      extends: {
        description: 'The set of rules to begin with. `strict`: what is an information or a hint is a warning.',
        type: 'string',
        enum: ['recommended', 'strict'],
        default: 'recommended',
      },
      rules: {
        description: 'The severity of single rules by their id. Wins over `extends`.',
        type: 'object',
        additionalProperties: { type: 'string', enum: severities },
        properties: ruleSchemas(rules, reports),
      },
      channels: {
        description:
          'Patterns (globs) for the keys or addresses of channels that are event sources although nothing in the document says so.',
        ...names,
      },
      envelope: {
        description:
          "The names of the properties and headers that carry the parts of an event's envelope. Case, `_` and `-` make no difference.",
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(envelopeDocs).map(([key, description]) => [
            key,
            { description, ...names, default: usualEnvelope[key as keyof typeof usualEnvelope] },
          ]),
        ),
      },
      baseline: { description: 'The git revision that the history of message sets is compared with.', type: 'string' },
      recommendations: {
        description: 'Whether the recommendations of the AsyncAPI parser are shown, as hints.',
        type: 'boolean',
        default: false,
      },
    },
  }
}

const names: DescribedSchema = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true }

function ruleSchemas(rules: readonly Rule[], reports: readonly Report[]): Record<string, DescribedSchema> {
  const properties: Record<string, DescribedSchema> = {}
  for (const { id, title, severity } of [...rules.map(({ meta }) => meta), ...reports]) {
    properties[id] = { description: title, type: 'string', enum: severities, default: severity }
  }
  return properties
}
