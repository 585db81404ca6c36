import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './bundles.ts'
import { spawnGroup } from './processes.ts'

interface Counts {
  passed: number
  failed: number
}

const OUT = join(ROOT, 'out')
const total: Counts = { passed: 0, failed: 0 }

/** All that has to hold before a change goes in, one after the other; a step that fails does not keep the next from being looked at, but nothing is tried that was not built. */
const isBuilt = await step('build', node('scripts/build.ts'))
await step('types', ['tsc', '-b'])
await step('lint', ['biome', 'ci'])
await step('dead code', ['knip'])
await step('unit tests', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile=${join(OUT, 'unit.json')}`], readUnit)
if (isBuilt) await step('VS Code', node('test/vscode/run.ts'), readSuite)

console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)

/** Runs one step; its cases count where it tells them, and a step that fails without a failed case counts as one. */
async function step(name: string, command: readonly string[], read?: () => Promise<Counts>): Promise<boolean> {
  console.log(`\n== ${name}`)
  const begin = Date.now()
  const code = await execute(command)
  const counts = (await read?.()) ?? { passed: 0, failed: 0 }
  total.passed += counts.passed
  total.failed += code === 0 ? counts.failed : Math.max(1, counts.failed)
  console.log(`== ${name}: ${code === 0 ? 'good' : 'FAILED'}, ${Math.round((Date.now() - begin) / 1000)} s`)
  return code === 0
}

async function readUnit(): Promise<Counts> {
  const report = await take(join(OUT, 'unit.json'))
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 }
}

async function readSuite(): Promise<Counts> {
  const report = await take(join(OUT, 'vscode-test', 'results.json'))
  return { passed: report?.passed ?? 0, failed: report?.failed ?? 0 }
}

/** Reads a report and removes it: the next run must not take it for its own. */
async function take(path: string): Promise<Record<string, number> | undefined> {
  if (!existsSync(path)) return undefined
  const text = await readFile(path, 'utf8')
  await rm(path)
  return JSON.parse(text)
}

function node(script: string): string[] {
  return [process.execPath, ...process.execArgv, script]
}

function execute([command = '', ...args]: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawnGroup(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' })
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
}
