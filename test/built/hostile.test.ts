import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const head = 'asyncapi: 3.0.0\ninfo:\n  title: T\n  version: 1.0.0\nchannels: {}\n'
const deep = (open: string, close: string, times = 5000) => open.repeat(times) + close.repeat(times)
const bomb = Array.from({ length: 30 }, (_, i) => `  a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]\n`).join('')
const pattern = `${head}components:\n  schemas:\n    A:\n      type: string\n      pattern: ^(a+)+$\n      default: ${'a'.repeat(40)}!\n`

/** Each a whole file by its name. */
const cases: Readonly<Record<string, string | Buffer>> = {
  'half.yaml': `${head}components:\n  schemas:\n    A: {type: str`,
  'half.json': '{"asyncapi": "3.0.0", "info": {"title": ',
  'binary.yaml': Buffer.concat([Buffer.from('asyncapi: 3.0.0\n'), Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256))]),
  'empty.yaml': '',
  'empty.json': '',
  'line.json': `{"asyncapi":"3.0.0","info":{"title":"T","version":"1"},"channels":{},"x-long":[${'1,'.repeat(2_400_000)}1]}`,
  'flow-maps.yaml': `${head}x: ${deep('{a: ', '}')}\n`,
  'flow-lists.yaml': `${head}x: ${deep('[', ']')}\n`,
  'block-maps.yaml': `${head}${Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}x:\n`).join('')}`,
  'block-lists.yaml': `${head}x:\n${Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}-\n`).join('')}`,
  'lists.json': `{"asyncapi":"3.0.0","x-a":${deep('[', ']')}}`,
  'objects.json': `{"asyncapi":"3.0.0","x-a":${deep('{"a":', '}').replace('}', '1}')}}`,
  'dashes.yaml': `${head}x:\n  ${'- '.repeat(2000)}a\n`,
  'colons.yaml': `${head}x: ${'a: '.repeat(70_000)}\n`,
  'anchors.yaml': `${head}x: ${'&a '.repeat(50_000)}b\n`,
  'nul.yaml': `${head}x: "\0\0\0"\n`,
  'bomb.yaml': `${head}x-b:\n  a0: &a0 [lol]\n${bomb}`,
  'itself.yaml': `${head}x-a: &a [*a]\n`,
  'circle.yaml': `${head}components:\n  schemas:\n    A:\n      $ref: '#/components/schemas/B'\n    B:\n      $ref: '#/components/schemas/A'\n`,
  'pattern.yaml': pattern,
  'passwd.yaml': `${head}components:\n  schemas:\n    A:\n      $ref: /etc/passwd\n    B:\n      $ref: file:///etc/passwd\n    C:\n      $ref: ../../../../../../etc/passwd#/x\n`,
}

describe('bad input gives a diagnostic or silence', () => {
  it.each(Object.entries(cases))('%s', (name, text) => {
    writeFileSync(join(folder, name), text)
    const run = spawnSync(
      process.execPath,
      [join(ROOT, 'dist', 'cli.js'), 'check', '--no-spec', '--format', 'json', '--no-error-on-unmatched-pattern', name],
      {
        cwd: folder,
        encoding: 'utf8',
        env: {},
        timeout: 30_000,
      },
    )
    expect({ signal: run.signal, stderr: run.stderr.replace(`${name} is passed over: it is no AsyncAPI document.\n`, '') }).toEqual({
      signal: null,
      stderr: '',
    })
    expect([0, 1]).toContain(run.status)
    expect(JSON.parse(run.stdout)).toHaveProperty('diagnostics')
    expect(run.stdout).not.toContain('root:')
  })
})
