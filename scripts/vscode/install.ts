import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { ROOT } from '../bundles.ts'
import { run } from '../processes.ts'
import { cacheFolder } from './cache.ts'
import { placeStandIns } from './stand-ins.ts'

/** The npm package that carries VS Code's server and workbench; 4.139.1 is VS Code 1.139.1. */
const VERSION = '4.139.1'

/**
 * The folder of VS Code's own server (with `out/server-main.js`), fetched with npm on the first call and kept in the cache.
 * Its two native parts are compiled with the machine's make and C++ compiler, where there are any.
 */
export async function installVSCode(say: (line: string) => void): Promise<string> {
  const target = join(cacheFolder(), `code-server-${VERSION}-node${process.versions.modules}`)
  const server = join(target, 'package', 'lib', 'vscode')
  if (existsSync(server)) return server
  say(`fetching VS Code's server (code-server ${VERSION}), once…`)
  await mkdir(cacheFolder(), { recursive: true })
  // All happens beside the target and is moved in one step: an install that was cut off is never taken for a whole one.
  const work = await mkdtemp(`${target}-`)
  try {
    await npm(work, 'pack', `code-server@${VERSION}`, '--silent')
    const archive = (await readdir(work)).find((name) => name.endsWith('.tgz'))
    if (archive === undefined) throw new Error('npm pack left no archive')
    await run('tar', ['xzf', archive], { cwd: work })
    await rm(join(work, archive))
    const inside = join(work, 'package', 'lib', 'vscode')
    await npm(inside, 'install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund')
    say('compiling its two native parts…')
    await npm(inside, 'rebuild', '@vscode/native-watchdog', '@vscode/spdlog').catch(async () => {
      say('no compiler here: plain JavaScript takes their place.')
      await placeStandIns(inside)
    })
    await rename(work, target).catch((error) => {
      if (!existsSync(server)) throw error
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return server
}

function npm(cwd: string, ...args: string[]): Promise<string> {
  // An npm inside an npm script would take over the outer one's settings; and the compiled parts are for the Node that runs this.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_')))
  env.PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`
  const headers = nodeHeaders()
  if (headers !== undefined) env.npm_config_nodedir = headers
  return run('npm', args, { cwd, env, shell: process.platform === 'win32' })
}

/** Where this Node's own C headers lie, so that none are fetched; `undefined` where it came without them. */
function nodeHeaders(): string | undefined {
  const beside = join(dirname(process.execPath), '..')
  const packaged = join(ROOT, 'node_modules', 'node', 'node_modules', `node-${process.platform}-${process.arch}`)
  return [beside, packaged].find((folder) => existsSync(join(folder, 'include', 'node', 'node_api.h')))
}
