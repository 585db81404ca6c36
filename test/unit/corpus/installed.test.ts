import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type Reported, reportedIn } from '../../kit/report.ts'

/** AsyncAPI documents of others, none of which describes an event source. */
const folders = [
  { of: 'installed packages', path: fileURLToPath(new URL('../../../node_modules', import.meta.url)) },
  { of: 'the specification’s examples', path: fileURLToPath(new URL('../../../../shared/corpus', import.meta.url)) },
]
const largest = 2_000_000

describe.each(folders)('the AsyncAPI documents in $of', ({ path }) => {
  test('are no event sources, and no check fails on them', { timeout: 120_000 }, async ({ skip }) => {
    if (!existsSync(path)) skip(`there is no ${path}`)
    const said: string[] = []
    for (const file of documentsIn(path)) {
      const found = await reportedIn({ [file.slice(path.length + 1)]: readFileSync(file, 'utf8') })
      said.push(...found.filter(isAboutEventSources).map(({ file: name, line, problem }) => `${name}:${line} ${problem.code}`))
    }
    expect(said).toEqual([])
  })
})

function isAboutEventSources({ problem }: Reported): boolean {
  return problem.code.startsWith('event-source/') && (problem.severity === 'error' || problem.severity === 'warning')
}

function documentsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry: Dirent) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return documentsIn(path)
    if (!entry.isFile() || !/\.(?:ya?ml|json)$/.test(entry.name) || statSync(path).size > largest) return []
    return /^\s*["']?asyncapi["']?\s*:\s*["']?\d/m.test(readFileSync(path, 'utf8')) ? [path] : []
  })
}
