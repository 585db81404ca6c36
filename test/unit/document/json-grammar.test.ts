import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../../../scripts/bundles.ts'
import { jsonGrammar } from '../../../scripts/generated/json-grammar.ts'

test('the tables of the JSON parser are those of its grammar', async () => {
  for (const [path, text] of await jsonGrammar()) expect(readFileSync(join(ROOT, path), 'utf8'), path).toBe(text)
})
