import { Ajv, type ValidateFunction } from 'ajv'
import { readBindings, readSchema } from '../../../scripts/generate-spec.ts'
import { isOfFormat } from '../../../server/rules/asyncapi/structure/formats.ts'
import { type Bundle, corrected, type Json } from '../../../server/spec/corrections.ts'

const bindings = readBindings()

/** The official schema of a version as a validator, corrected or as it is; formats are ours, which have a test of their own. */
export function oracle(version: string, how: 'corrected' | 'raw'): ValidateFunction {
  const known = compiled.get(`${version} ${how}`) ?? compile(version, how)
  compiled.set(`${version} ${how}`, known)
  return known
}

const compiled = new Map<string, ValidateFunction>()

function compile(version: string, how: 'corrected' | 'raw'): ValidateFunction {
  const schema = how === 'raw' ? readSchema(version) : corrected(readSchema(version), version, bindings)
  if (how === 'corrected') requireTexts(schema as Bundle)
  const ajv = new Ajv({ strict: false, meta: false, validateSchema: false, logger: false })
  for (const format of ['uri', 'uri-reference', 'uri-template', 'email', 'asyncapi-name'])
    ajv.addFormat(format, (text: string) => isOfFormat(text, format))
  return ajv.compile(schema)
}

/** What allows a reference lets a `$ref` pass that is no text, where the other alternative is an open object; that is no reference to anything. */
function requireTexts(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) requireTexts(item)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  for (const inner of Object.values(value)) requireTexts(inner)
  const { anyOf } = value as { anyOf?: Json[] }
  if (!Array.isArray(anyOf) || !anyOf.some((one) => String(one['$ref']).endsWith('/Reference.json'))) return
  Object.assign(value, { if: { type: 'object', required: ['$ref'] }, then: { properties: { $ref: { type: 'string' } } } })
}
