import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'
import { LanguageServer } from './language-server.ts'
import { nodes, versionOf } from './nodes.ts'

describe.each(nodes().map((node) => [versionOf(node), node] as const))('the built files on Node %s', (_, node) => {
  const cli = join(ROOT, 'dist', 'cli.js')
  const server = join(ROOT, 'dist', 'server.js')
  let started: LanguageServer | undefined
  afterEach(() => started?.kill())

  it('check finds nothing in the clean examples', () => {
    const { status, stdout, stderr } = spawnSync(node, [cli, 'check', 'examples/orders'], { cwd: ROOT, encoding: 'utf8', env: {} })
    expect({ status, stderr, findings: status === 0 ? '' : stdout }).toEqual({ status: 0, stderr: '', findings: '' })
  })

  it('check finds what is wrong in the broken ones', () => {
    const { status, stdout } = spawnSync(node, [cli, 'check', '--format', 'json', 'examples/broken'], {
      cwd: ROOT,
      encoding: 'utf8',
      env: {},
    })
    expect(status).toBe(1)
    expect(stdout).toContain('asyncapi/structure')
  })

  it('the language server starts, checks a document and ends', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'server-'))
    try {
      started = new LanguageServer(node, server)
      const uri = pathToFileURL(join(folder, 'a.yaml')).href
      started.send({ id: 1, method: 'initialize', params: { processId: null, rootUri: pathToFileURL(folder).href, capabilities: {} } })
      expect((await started.wait(({ id }) => id === 1)).result).toHaveProperty('capabilities')
      started.send({ method: 'initialized', params: {} })
      const text = 'asyncapi: 3.0.0\ninfo:\n  title: a\n  version: 1.0.0\nchannel: {}\n'
      started.send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } })
      const published = await started.wait(
        ({ method, params }) => method === 'textDocument/publishDiagnostics' && JSON.stringify(params).includes('asyncapi/structure'),
      )
      expect(published.params).toMatchObject({ uri })
      expect(await started.end()).toBe(0)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('the bundles are programs of their own', () => {
    expect(execFileSync('head', ['-c', '19', cli], { encoding: 'utf8' })).toBe('#!/usr/bin/env node')
  })
})
