import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { build } from 'esbuild'
import { MARK } from '../suite/run.ts'

export interface CaseResult {
  readonly title: string
  readonly state: 'passed' | 'failed' | 'skipped'
  readonly ms?: number
  readonly error?: string
}

const HERE = join(import.meta.dirname, '..')

/** Bundles all cases of a folder beside this one, found by their name, into one file for either extension host. */
export async function bundleSuite(cases: string, target: string): Promise<void> {
  const names = (await readdir(join(HERE, cases))).filter((name) => name.endsWith('.test.ts')).sort()
  const lines = ["import './suite/mocha.ts'", ...names.map((name) => `import './${cases}/${name}'`), "export { run } from './suite/run.ts'"]
  await build({
    stdin: { contents: lines.join('\n'), resolveDir: HERE, sourcefile: relative(process.cwd(), join(HERE, 'suite.ts')), loader: 'ts' },
    outfile: target,
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'es2023',
    external: ['vscode'],
    // mocha's own build for browsers then takes the global scope, which both hosts have.
    define: { module: 'undefined', exports: 'undefined' },
    sourcemap: 'inline',
    logLevel: 'warning',
  })
}

/** One line of the extension host's log as a result; `undefined` where it is something else. */
export function readResult(line: string): CaseResult | undefined {
  const at = line.indexOf(MARK)
  if (at === -1) return undefined
  try {
    return JSON.parse(line.slice(at + MARK.length))
  } catch {
    return undefined
  }
}
