import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gitVersions } from '../../../../server/node/git.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'history-')))
const uri = (path = '') => pathToFileURL(join(folder, path)).href
const versions = gitVersions()

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', ['-C', folder, ...identity, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim()
}

function commit(files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text)
  git('add', '.')
  git('commit', '-q', '-m', 'Test')
  return git('rev-parse', 'HEAD')
}

async function textAt(revision: string, path: string, limit = 1_000): Promise<string | undefined> {
  const result = await versions.readAt(revision, uri(path), limit)
  return 'bytes' in result ? new TextDecoder().decode(result.bytes) : result.problem
}

describe('old versions from git', () => {
  let first = ''
  let second = ''
  beforeAll(() => {
    git('init', '-q', '-b', 'main')
    mkdirSync(join(folder, 'sub dir'))
    first = commit({ 'a.yaml': 'one', 'sub dir/b: c.yaml': 'b' })
    second = commit({ 'a.yaml': 'two' })
    git('tag', 'v2')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('are read by hash, tag and branch, also where nothing stands today', async () => {
    expect(await textAt(first, 'a.yaml')).toBe('one')
    expect(await textAt('v2', 'a.yaml')).toBe('two')
    rmSync(join(folder, 'sub dir'), { recursive: true })
    expect(await textAt('main', 'sub dir/b: c.yaml')).toBe('b')
    git('checkout', '-q', '.')
  })

  it('are named by tags and branches', async () => {
    const shape = { subject: 'Test', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) }
    const found = await versions.revisions(uri())
    expect(found).toHaveLength(2)
    expect(found).toContainEqual({ name: 'v2', kind: 'tag', ...shape })
    expect(found).toContainEqual({ name: 'main', kind: 'branch', ...shape })
    expect(await versions.revisions('untitled:a')).toEqual([])
  })

  it('are a problem where there are none', async () => {
    expect(await textAt(first, 'nowhere.yaml')).toBe('missing')
    expect(await textAt(first, 'sub dir')).toBe('missing')
    expect(await textAt('v9', 'a.yaml')).toBe('missing')
    expect(await textAt(first, 'a.yaml', 2)).toBe('too-big')
    expect(await versions.readAt(first, 'https://example.com/a.yaml', 1_000)).toEqual({ problem: 'missing' })
  })

  it('have a commit, and nothing that looks like an option is one', async () => {
    expect(await versions.commitAt('v2', uri())).toBe(second)
    expect(await versions.commitAt('HEAD~1', uri('sub dir'))).toBe(first)
    for (const name of ['--all', '--git-dir=/', '-h', '', 'v9', 'HEAD:a.yaml', 'a\0b', 'x'.repeat(300_000)]) {
      expect(await versions.commitAt(name, uri())).toBeUndefined()
    }
  })

  it('begin where the branch left the default one', async () => {
    expect(await versions.mergeBase(uri())).toBe(second)
    git('checkout', '-q', '-b', 'feature', first)
    const own = commit({ 'a.yaml': 'three' })
    expect(await versions.mergeBase(uri())).toBe(first)
    git('update-ref', 'refs/remotes/origin/trunk', own)
    git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk')
    expect(await versions.mergeBase(uri())).toBe(own)
    git('update-ref', '-d', 'refs/remotes/origin/trunk')
    git('branch', '-q', '-m', 'main', 'other')
    expect(await versions.mergeBase(uri())).toBe(own)
  })

  it('are not there outside a repository', async () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'history-')))
    expect(await versions.mergeBase(pathToFileURL(outside).href)).toBeUndefined()
    expect(await versions.commitAt('HEAD', pathToFileURL(outside).href)).toBeUndefined()
    expect(await versions.mergeBase('untitled:a')).toBeUndefined()
    rmSync(outside, { recursive: true })
  })
})
