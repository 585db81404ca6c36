import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './bundles.ts'
import { run } from './processes.ts'
import { installVSCode } from './vscode/install.ts'
import { startServer } from './vscode/server.ts'
import { USER_SETTINGS } from './vscode/settings.ts'

/** Serves VS Code in the browser with the extension as it is in this checkout, and the examples open. */
const { values } = parseArgs({ options: { port: { type: 'string' } } })
await run(process.execPath, [...process.execArgv, join(import.meta.dirname, 'build.ts')])
const vscode = await installVSCode(console.log)
const data = join(ROOT, 'out', 'play')
await mkdir(join(data, 'data', 'User'), { recursive: true })
await writeFile(join(data, 'data', 'User', 'settings.json'), JSON.stringify(USER_SETTINGS))
const { authority } = await startServer({ vscode, data, ...(values.port === undefined ? {} : { port: Number(values.port) }) })

const remote = (...path: string[]) => `vscode-remote://${authority}${join(ROOT, ...path)}`
const payload = [
  ['extensionDevelopmentPath', remote()],
  ['openFile', remote('examples', 'orders', 'event-source.json')],
]
const query = new URLSearchParams({ folder: join(ROOT, 'examples'), payload: JSON.stringify(payload) })
console.log(`\nVS Code is at  http://${authority}/?${query}\n\nCtrl+C ends it.`)
