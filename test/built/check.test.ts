import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'

const cli = join(ROOT, 'dist', 'cli.js')
let folder = ''

const clean = 'asyncapi: 3.0.0\ninfo:\n  title: T\n  version: 1.0.0\nchannels: {}\n'
const files: Record<string, string> = {
  'clean.yaml': clean,
  'sub/wrong.yaml': clean.replace('channels', 'chanels'),
  'sub/warned.yaml': `${clean}components:\n  schemas:\n    A:\n      type: string\n      default: 1\n  messages:\n    M:\n      payload:\n        $ref: '#/components/schemas/A'\n`,
  'other.yaml': 'x: 1\n',
  'strict.yaml': 'extends: strict\nrules:\n  asyncapi/structure: warning\n',
  'reaching/a.yaml': `${clean.replace(' {}', "\n  o:\n    $ref: '../clean.yaml#/info'")}`,
  'hints/unused.yaml': `${clean.replace('channels: {}', 'channels:\n  a:\n    address: a\n    messages:\n      M:\n        payload:\n          type: string')}components:\n  schemas:\n    Unused:\n      type: string\n`,
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

function check(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'check', '--no-spec', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {},
  })
  return { status, stdout, stderr }
}

function json(...args: string[]) {
  const { status, stdout } = check('--format', 'json', ...args)
  return { status, ...(JSON.parse(stdout) as { files: number; diagnostics: { file: string; code: string; severity: string }[] }) }
}

describe('exit codes', () => {
  it.each([
    ['clean', ['clean.yaml'], 0],
    ['an error', ['sub/wrong.yaml'], 1],
    ['a warning under the usual limit', ['sub/warned.yaml'], 0],
    ['a warning at the limit', ['sub/warned.yaml', '--fail-severity', 'warning'], 1],
    ['a hint below the limit', ['hints', '--fail-severity', 'info'], 0],
    ['a hint at the limit', ['hints', '--fail-severity', 'hint'], 1],
    ['no such file', ['none.yaml'], 2],
    ['no PATH', [], 2],
    ['an unknown option', ['clean.yaml', '--nope'], 2],
    ['an unknown format', ['clean.yaml', '--format', 'xml'], 2],
    ['an unknown severity', ['clean.yaml', '--fail-severity', 'bad'], 2],
    ['no such config', ['clean.yaml', '--config', 'none.yaml'], 2],
    ['no AsyncAPI document', ['other.yaml'], 2],
    ['no AsyncAPI document, which is fine', ['other.yaml', '--no-error-on-unmatched-pattern'], 0],
    ['a glob that matches nothing, which is fine', ['*.none', '--no-error-on-unmatched-pattern'], 0],
    ['a glob that matches nothing', ['*.none'], 2],
    ['help', ['--help'], 0],
  ])('%s', (_, args, status) => {
    expect(check(...args).status).toBe(status)
  })
})

describe('what is checked', () => {
  it('is files, folders and globs, each once', () => {
    expect(json('sub', 'sub/wrong.yaml', 'sub/*.yaml')).toMatchObject({ status: 1, files: 2 })
  })

  it('counts what is reached, too', () => {
    expect(json('reaching').files).toBe(2)
  })

  it('passes over what is none of ours, and says so', () => {
    const { status, stderr } = check('clean.yaml', 'other.yaml')
    expect(status).toBe(0)
    expect(stderr).toContain('other.yaml')
  })

  it('follows the config file that is named', () => {
    expect(json('sub/wrong.yaml', '--config', 'strict.yaml').diagnostics).toMatchObject([
      { code: 'asyncapi/structure', severity: 'warning' },
    ])
  })

  it('reads nothing outside, whatever a document names', () => {
    writeFileSync(join(folder, 'greedy.yaml'), `${clean}components:\n  schemas:\n    A:\n      $ref: /etc/passwd\n`)
    const { diagnostics } = json('greedy.yaml')
    expect(diagnostics).toMatchObject([{ code: 'asyncapi/unresolved-ref', severity: 'info' }])
    expect(execFileSync('cat', [join(folder, 'greedy.yaml')], { encoding: 'utf8' })).toContain('passwd')
  })
})

describe('--baseline', () => {
  const stream = (messages: string) =>
    clean.replace('channels: {}', `channels:\n  orders:\n    address: orders\n    x-event-source: true\n    messages:\n${messages}`)
  const message = (name: string) => `      ${name}:\n        payload: { type: object, properties: { type: { const: ${name} } } }\n`
  const removed = (...args: string[]) =>
    json('new/stream.yaml', ...args).diagnostics.filter(({ code }) => code === 'history/message-removed')
  beforeAll(() => {
    for (const [path, text] of [
      ['old/stream.yaml', stream(message('OrderPlaced') + message('OrderPaid'))],
      ['new/stream.yaml', stream(message('OrderPlaced'))],
    ] as const) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
  })

  it('holds event sources against an older file, or the same file of an older folder', () => {
    expect(removed()).toEqual([])
    expect(removed('--baseline', 'old/stream.yaml').length).toBe(1)
    expect(removed('--baseline', 'old').length).toBe(1)
  })

  it('holds them against a git revision', () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', ...args], { cwd: join(folder, 'new') })
    git('init', '-q')
    git('add', 'stream.yaml')
    git('commit', '-q', '-m', 'first')
    writeFileSync(join(folder, 'new', 'stream.yaml'), stream(message('OrderPaid')))
    expect(removed('--baseline', 'HEAD').length).toBe(1)
  })

  it('says what it cannot find, and checks nothing', () => {
    const { status, stderr } = check('new/stream.yaml', '--baseline', 'nowhere')
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('nowhere') })
  })
})

describe('formats', () => {
  it('json is one object as the contract has it', () => {
    const { stdout } = check('sub/wrong.yaml', '--format', 'json')
    expect(JSON.parse(stdout)).toEqual({
      files: 1,
      diagnostics: [
        {
          file: 'sub/wrong.yaml',
          range: { start: { line: 4, character: 0 }, end: { line: 4, character: 7 } },
          severity: 'error',
          code: 'asyncapi/structure',
          message: expect.stringContaining('channels'),
          related: [],
        },
      ],
    })
  })

  it('sarif counts from one', () => {
    const { stdout } = check('sub/wrong.yaml', '--format', 'sarif')
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { rules: [{ id: 'asyncapi/structure' }] } },
          results: [
            {
              ruleId: 'asyncapi/structure',
              level: 'error',
              locations: [{ physicalLocation: { artifactLocation: { uri: 'sub/wrong.yaml' }, region: { startLine: 5, startColumn: 1 } } }],
            },
          ],
        },
      ],
    })
  })

  it('github is a workflow command a line', () => {
    expect(check('sub/wrong.yaml', '--format', 'github').stdout).toMatch(
      /^::error file=sub\/wrong\.yaml,line=5,col=1,endLine=5,endColumn=8,title=asyncapi\/structure::.*channels.*\n$/,
    )
  })

  it('junit has a failure a finding', () => {
    expect(check('sub/wrong.yaml', '--format', 'junit').stdout).toMatch(
      /<testsuites [^>]*tests="1" failures="1"[\s\S]*<testcase name="asyncapi\/structure \(5:1\)"[\s\S]*<failure type="error"/,
    )
  })

  it('pretty shows the line, without colour where none is wanted', () => {
    const { stdout } = check('sub/wrong.yaml')
    expect(stdout).toContain('5 │ chanels: {}')
    expect(stdout).toContain('^^^^^^^')
    expect(stdout).not.toContain('\u001b')
  })
})
