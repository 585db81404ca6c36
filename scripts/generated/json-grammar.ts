import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildParserFile } from '@lezer/generator'
import { ROOT } from '../bundles.ts'

/** The tables of the JSON parser, from its grammar, by their paths from the root. */
export async function jsonGrammar(): Promise<[path: string, text: string][]> {
  const text = await readFile(join(ROOT, 'server/document/json/json.grammar'), 'utf8')
  const { parser, terms } = buildParserFile(text, { fileName: 'json.grammar', typeScript: true })
  return [
    ['server/document/json/grammar.generated.ts', `${parser}\n`],
    ['server/document/json/terms.generated.ts', `${terms}\n`],
  ]
}
