import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBaseline } from '../../../cli/baseline.ts'
import { findFiles } from '../../../cli/paths.ts'

const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'baseline-')))
const uri = (path: string) => pathToFileURL(join(cwd, path)).href
const document = 'asyncapi: 3.0.0\n'

/** What is held against what, by path; or why nothing is. */
async function pairs(given: string, ...paths: string[]): Promise<Record<string, string | undefined> | string> {
  const found = await findFiles(paths, cwd)
  if ('problem' in found) return found.problem
  const baseline = await readBaseline(given, found.files, cwd)
  if ('problem' in baseline) return baseline.problem
  const { choice, files } = baseline
  if (choice?.kind !== 'files') return choice?.revision ?? ''
  return Object.fromEntries(
    files.map((file) => [file.uri, choice.counterpart(file.uri)]).map((pair) => pair.map((one) => one?.replace(`${uri('')}/`, ''))),
  )
}

describe('--baseline', () => {
  beforeAll(() => {
    for (const path of ['new/a.yaml', 'new/sub/b.yaml', 'new/c.yaml', 'old/a.yaml', 'old/sub/b.yaml', 'old.yaml']) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true })
      writeFileSync(join(cwd, path), document)
    }
    writeFileSync(join(cwd, 'plain.yaml'), 'a: b\n')
  })
  afterAll(() => rmSync(cwd, { recursive: true, force: true }))

  it('pairs a folder by the path from PATH', async () => {
    expect(await pairs('old', 'new')).toEqual({ 'new/a.yaml': 'old/a.yaml', 'new/sub/b.yaml': 'old/sub/b.yaml', 'new/c.yaml': undefined })
    expect(await pairs('old', 'new/a.yaml')).toEqual({ 'new/a.yaml': 'old/a.yaml' })
  })

  it('leaves the older version out of what is checked', async () => {
    const all = (await pairs('old', '.')) as Record<string, string>
    expect(Object.keys(all).sort()).toEqual(['new/a.yaml', 'new/c.yaml', 'new/sub/b.yaml', 'old.yaml', 'plain.yaml'])
  })

  it('pairs a file with the one that is checked, or that has its name', async () => {
    expect(await pairs('old.yaml', 'new/a.yaml')).toEqual({ 'new/a.yaml': 'old.yaml' })
    expect(await pairs('old/a.yaml', 'new')).toEqual({ 'new/a.yaml': 'old/a.yaml', 'new/sub/b.yaml': undefined, 'new/c.yaml': undefined })
    expect(await pairs('new/c.yaml', 'old/a.yaml', 'plain.yaml')).toEqual({ 'old/a.yaml': 'new/c.yaml', 'plain.yaml': undefined })
    expect(await pairs('old.yaml', 'new')).toMatch(/^--baseline old\.yaml is one document, and PATH holds several/)
    expect(await pairs('plain.yaml', 'new/a.yaml')).toBe('--baseline plain.yaml is no AsyncAPI document.')
  })

  it('refuses what is neither a path nor a revision', async () => {
    for (const given of ['nope', '', '--all']) expect(await pairs(given, 'new')).toContain(`"${given}" is none here.`)
  })
})
