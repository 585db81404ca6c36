import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && !path.includes('.generated.') && existsSync(join(ROOT, path)))

describe('source files', () => {
  it('are none above 600 lines', () => {
    const long = sources.filter((path) => readFileSync(join(ROOT, path), 'utf8').split('\n').length > 601)
    expect(sources.length).toBeGreaterThan(50)
    expect(long).toEqual([])
  })

  it('silence no check', () => {
    const mark = /@ts-(?:ignore|nocheck|expect-error)|biome-ignore(?!-)/
    const silenced = sources.filter((path) => path !== 'test/house/files.test.ts' && mark.test(readFileSync(join(ROOT, path), 'utf8')))
    expect(silenced).toEqual([])
  })
})
