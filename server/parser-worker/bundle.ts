import type { BuildOptions, Plugin } from 'esbuild'

/**
 * How the worker is bundled: one classic script for Node's `worker_threads` and for browsers. What could open a file or a socket is not in
 * it: Node's modules are empty, and the readers and the fetcher that @asyncapi/parser would fall back to only reject.
 */
export function parserWorkerBundle(): BuildOptions {
  return {
    entryPoints: ['server/parser-worker/worker.ts'],
    outfile: 'dist/parser.js',
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    // Its package names a UMD file first, which esbuild cannot follow.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    plugins: [withoutFilesAndSockets],
  }
}

const emptyModule = 'module.exports = {}'

const rejectingModule = `
const refuse = () => Promise.reject(new Error('The parser worker reads nothing.'))
module.exports = Object.assign(refuse, { default: refuse, resolveFile: refuse, resolveHttp: refuse, createResolveHttp: () => refuse })
`

const withoutFilesAndSockets: Plugin = {
  name: 'without-files-and-sockets',
  setup(build) {
    build.onResolve({ filter: /^(node:)?(fs|util|buffer)$/ }, ({ path }) => ({ path, namespace: 'empty' }))
    build.onResolve({ filter: /^(@stoplight\/json-ref-readers|node-fetch)$/ }, ({ path }) => ({ path, namespace: 'rejecting' }))
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: emptyModule, loader: 'js' }))
    build.onLoad({ filter: /.*/, namespace: 'rejecting' }, () => ({ contents: rejectingModule, loader: 'js' }))
  },
}
