import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'
import { generatedFiles, leftOver } from '../../scripts/generated/files.ts'

describe('what is generated', async () => {
  const files = await generatedFiles()

  it.each([...files.keys()])('%s is as `npm run generate` writes it', (path) => {
    const file = join(ROOT, path)
    expect(existsSync(file) && readFileSync(file, 'utf8') === files.get(path)).toBe(true)
  })

  it('has no page of a rule that is no more', async () => {
    expect(await leftOver(files)).toEqual([])
  })
})
