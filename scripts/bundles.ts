import { join } from 'node:path'
import type { BuildOptions } from 'esbuild'
import { parserWorkerBundle } from '../server/parser-worker/bundle.ts'
import { documentBundle } from './document-bundle.ts'

export const ROOT = join(import.meta.dirname, '..')

const COMMON: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  sourcemap: true,
  metafile: true,
  // Licences are gathered in one file, whole, whether the code repeats them or not.
  legalComments: 'none',
  logLevel: 'warning',
}
// What a bundle finds beside itself it names by `import.meta.url`, which CommonJS lacks.
const OWN_URL = "const ownUrl = require('node:url').pathToFileURL(__filename).href"
const NODE: BuildOptions = {
  platform: 'node',
  format: 'cjs',
  target: 'node20.18',
  mainFields: ['module', 'main'],
  banner: { js: OWN_URL },
  define: { 'import.meta.url': 'ownUrl' },
}
const PROGRAM: BuildOptions = { ...NODE, banner: { js: `#!/usr/bin/env node\n${OWN_URL}` } }
const WORKER: BuildOptions = { platform: 'browser', format: 'iife', target: 'es2022' }

/** A page of its own in an editor tab; its style lies beside it under the same name. */
const PAGE: BuildOptions = { ...WORKER, jsx: 'automatic', jsxImportSource: 'preact', loader: { '.ttf': 'file' }, assetNames: '[name]' }

const NAMED: readonly BuildOptions[] = [
  { ...NODE, entryPoints: ['client/desktop.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  // The web host evaluates a CommonJS text; it takes no ES module.
  { ...WORKER, entryPoints: ['client/web.ts'], outfile: 'dist/client.web.js', format: 'cjs', external: ['vscode'] },
  { ...PROGRAM, entryPoints: ['server/node/main.ts'], outfile: 'dist/server.js' },
  // A classic script: it may have to be started from a blob.
  { ...WORKER, entryPoints: ['server/browser/main.ts'], outfile: 'dist/server.web.js' },
  parserWorkerBundle(),
  { ...PROGRAM, entryPoints: ['cli/main.ts'], outfile: 'dist/cli.js' },
  { ...PAGE, entryPoints: ['webview/stream/main.tsx'], outfile: 'dist/stream.js' },
  { ...PAGE, entryPoints: ['webview/map/main.tsx'], outfile: 'dist/map.js' },
  { ...PAGE, ...documentBundle() },
  { ...PAGE, entryPoints: ['webview/picture/main.ts'], outfile: 'dist/picture.js' },
  { ...PAGE, entryPoints: ['webview/replay/main.tsx'], outfile: 'dist/replay-page.js' },
  { ...NODE, entryPoints: ['replay/node/engine-worker.ts'], outfile: 'dist/replay.js' },
  { ...WORKER, entryPoints: ['replay/browser/engine-worker.ts'], outfile: 'dist/replay.web.js' },
  { ...NODE, entryPoints: ['replay/node/fold-worker.ts'], outfile: 'dist/fold.js' },
  { ...WORKER, entryPoints: ['replay/browser/fold-worker.ts'], outfile: 'dist/fold.web.js' },
]

/** The built files. Their names are fixed: other programs call them. */
export const BUNDLES: readonly BuildOptions[] = NAMED.map((options) => ({ ...COMMON, ...options }))
