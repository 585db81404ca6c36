import { listFiles } from '@vscode/vsce'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'

describe('the VSIX', () => {
  it('holds what is built and said about it, and nothing else', async () => {
    const files = await listFiles({ cwd: ROOT, packagedDependencies: [] })
    const other = files.filter(
      (file) =>
        !/^(dist\/[\w.-]+\.(js|css|ttf|txt)|media\/[\w-]+\.svg|docs\/rules\/.*\.md|docs\/images\/[\w-]+\.png|(l10n|schemas|syntaxes)\/[\w.-]+\.json|package(\.nls.*)?\.json|[A-Z]+(\.md)?)$/.test(
          file,
        ),
    )
    expect(other).toEqual([])
    for (const needed of [
      'client.js',
      'client.web.js',
      'server.js',
      'server.web.js',
      'parser.js',
      'fold.js',
      'stream.js',
      'stream.css',
      'document.js',
      'document.css',
      'picture.js',
      'NOTICES.txt',
    ]) {
      expect(files).toContain(`dist/${needed}`)
    }
    // The icons of the pages' tabs.
    for (const page of ['stream', 'document']) expect(files).toContain(`media/${page}-dark.svg`)
  })
})
