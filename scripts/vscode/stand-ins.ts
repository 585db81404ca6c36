import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Ends the extension host when its server is gone; whoever started the server with `spawnGroup` sees to that anyway. */
const WATCHDOG = `exports.start = () => {}
exports.exit = (code) => process.exit(code)
`

/** Log files, without rotation. */
const SPDLOG = `const { appendFile, mkdir } = require('node:fs/promises')
const { dirname } = require('node:path')
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical']
class Logger {
  #file
  #level = 2
  #pattern = true
  #last
  constructor(_kind, _name, file) {
    this.#file = file
    this.#last = mkdir(dirname(file), { recursive: true }).catch(() => {})
  }
  getLevel() { return this.#level }
  setLevel(level) { this.#level = level }
  setPattern() {}
  clearFormatters() { this.#pattern = false }
  flush() {}
  drop() {}
  write(level, message) {
    if (level < this.#level) return
    const line = this.#pattern ? new Date().toISOString() + ' [' + LEVELS[level] + '] ' + message + '\\n' : message
    this.#last = this.#last.then(() => appendFile(this.#file, line)).catch(() => {})
  }
}
LEVELS.forEach((name, level) => { Logger.prototype[name] = function (message) { this.write(level, message) } })
const create = (name, file) => Promise.resolve(new Logger('', name, file))
module.exports = { version: 0, setLevel() {}, setFlushOn() {}, Logger, createRotatingLogger: create, createAsyncRotatingLogger: create }
`

/** Puts plain JavaScript in the place of the two native parts of VS Code's server, for a machine that cannot compile them. */
export async function placeStandIns(server: string): Promise<void> {
  const modules = join(server, 'node_modules', '@vscode')
  await writeFile(join(modules, 'native-watchdog', 'index.js'), WATCHDOG)
  await writeFile(join(modules, 'spdlog', 'index.js'), SPDLOG)
}
