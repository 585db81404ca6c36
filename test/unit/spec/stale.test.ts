import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generated } from '../../../scripts/generate-spec.ts'

test('the committed table is what @asyncapi/specs and the corrections give today', () => {
  expect(generated() === readFileSync('server/spec/table.generated.ts', 'utf8'), 'stale: npm run generate').toBe(true)
})
