import { Ajv, type ValidateFunction } from 'ajv'
import { readBindings, readSchema } from '../../../scripts/generate-spec.ts'
import { isOfFormat } from '../../../server/rules/asyncapi/structure/formats.ts'
import { corrected } from '../../../server/spec/corrections.ts'

const bindings = readBindings()

/** The official schema of a version as a validator, corrected or as it is; formats are ours, which have a test of their own. */
export function oracle(version: string, how: 'corrected' | 'raw'): ValidateFunction {
  const schema = how === 'raw' ? readSchema(version) : corrected(readSchema(version), version, bindings)
  const ajv = new Ajv({ strict: false, meta: false, validateSchema: false, logger: false })
  for (const format of ['uri', 'uri-reference', 'uri-template', 'email', 'regex']) ajv.addFormat(format, (text: string) => isOfFormat(text, format))
  return ajv.compile(schema)
}
