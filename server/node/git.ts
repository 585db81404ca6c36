import { execFile } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname, relative, sep } from 'node:path'
import type { Host, Revision } from '../workspace/host.ts'
import { pathOf } from './files.ts'

/** How long one question may take, in milliseconds. */
const patience = 5_000
/** So many processes run at once. */
const mostProcesses = 4

/** Old versions of files from the git repository that holds them. Without git, or without a repository, there are none. Only for a trusted workspace. */
export function gitVersions(): Required<Pick<Host, 'readAt' | 'commitAt' | 'mergeBase' | 'revisions'>> {
  const commitAt = async (revision: string, folder: string): Promise<string | undefined> => {
    const cwd = existing(pathOf(folder))
    return cwd === undefined ? undefined : resolve(revision, cwd)
  }
  return {
    commitAt,
    async mergeBase(folder) {
      const cwd = existing(pathOf(folder))
      const head = cwd === undefined ? undefined : await resolve('HEAD', cwd)
      if (cwd === undefined || head === undefined) return undefined
      for (const name of ['refs/remotes/origin/HEAD', 'refs/heads/main', 'refs/heads/master']) {
        const branch = await resolve(name, cwd)
        if (branch === undefined) continue
        const base = branch === head ? head : (await git(['merge-base', head, branch], cwd, 1_000))?.toString().trim()
        return base !== undefined && isHash(base) ? base : head
      }
      return head
    },
    async revisions(folder) {
      const cwd = existing(pathOf(folder))
      const args = [
        'for-each-ref',
        '--sort=-creatordate',
        `--count=${mostRevisions}`,
        `--format=${revisionFormat}`,
        'refs/tags',
        'refs/heads',
        'refs/remotes',
      ]
      const text = cwd === undefined ? undefined : (await git(args, cwd, 1_000_000))?.toString()
      return (text ?? '').split('\n').flatMap((line) => revisionIn(line) ?? [])
    },
    async readAt(commit, uri, limit) {
      const path = pathOf(uri)
      const cwd = existing(path)
      const hash = cwd === undefined ? undefined : isHash(commit) ? commit : await resolve(commit, cwd)
      if (path === undefined || cwd === undefined || hash === undefined) return { problem: 'missing' }
      const below = relative(cwd, path).split(sep).join('/')
      const bytes = await git(['cat-file', 'blob', `${hash}:./${below}`], cwd, limit)
      return bytes === undefined ? { problem: 'missing' } : bytes === 'too-big' ? { problem: 'too-big' } : { bytes }
    },
  }
}

/** So many tags and branches are offered. */
const mostRevisions = 200
const revisionFormat = '%(refname)%00%(creatordate:iso-strict)%00%(contents:subject)'

function revisionIn(line: string): Revision | undefined {
  const [ref = '', time = '', subject = ''] = line.split('\0')
  const [, folder, name] = /^refs\/(tags|heads|remotes)\/(.+)$/.exec(ref) ?? []
  if (name === undefined || name.endsWith('/HEAD')) return undefined
  return { name, kind: folder === 'tags' ? 'tag' : 'branch', time, subject }
}

/** The nearest folder above a path that is there: the one that held an old file may be gone. */
function existing(path: string | undefined): string | undefined {
  for (let folder = path; folder !== undefined; folder = dirname(folder)) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder
    if (dirname(folder) === folder) return undefined
  }
  return undefined
}

async function resolve(revision: string, cwd: string): Promise<string | undefined> {
  const hash = (await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], cwd, 1_000))?.toString().trim()
  return hash !== undefined && isHash(hash) ? hash : undefined
}

function isHash(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)
}

/** Nothing that a repository can configure runs, asks or fetches. */
const careful = [
  '--no-pager',
  '--literal-pathspecs',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'safe.bareRepository=explicit',
  '-c',
  'protocol.allow=never',
]

let running = 0
const waiting: (() => void)[] = []

/** What git prints; `undefined` where it fails. */
async function git(args: readonly string[], cwd: string, limit: number): Promise<Buffer | 'too-big' | undefined> {
  if (running >= mostProcesses) await new Promise<void>((go) => waiting.push(go))
  running++
  try {
    return await new Promise((done) => {
      const options = {
        cwd: dirname(process.execPath),
        env: environment(),
        timeout: patience,
        maxBuffer: limit,
        encoding: 'buffer',
        windowsHide: true,
      } as const
      // Started elsewhere: on Windows a `git.exe` in its own folder would come first.
      execFile('git', ['-C', cwd, ...careful, ...args], options, (error, stdout) => {
        const isTooBig = error !== null && 'code' in error && (error.code as unknown) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER'
        done(isTooBig ? 'too-big' : error ? undefined : stdout)
      })
    })
  } catch {
    // An argument that no process can be given.
    return undefined
  } finally {
    running--
    waiting.shift()?.()
  }
}

/** Without what steers git from outside (another repository, a helper), and with what keeps it from asking, locking and fetching. */
function environment(): Record<string, string | undefined> {
  const own = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_') && name !== 'SSH_ASKPASS')
  return {
    ...Object.fromEntries(own),
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    LC_ALL: 'C',
  }
}
