import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Each Node that the built files are tried on: the one that runs this, and the machine's own where it is another. */
export function nodes(): string[] {
  const own = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .find((path) => existsSync(path))
  if (own === undefined || versionOf(own) === process.version) return [process.execPath]
  return [process.execPath, own]
}

export function versionOf(node: string): string {
  return execFileSync(node, ['--version'], { encoding: 'utf8', env: {} }).trim()
}
