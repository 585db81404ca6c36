import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { ROOT } from './bundles.ts'

/** The names, versions and licence texts of all npm packages that lie in the bundles, as one text. */
export async function notices(metafiles: readonly Metafile[]): Promise<string> {
  const folders = new Set<string>()
  for (const metafile of metafiles) {
    for (const input of Object.keys(metafile.inputs)) {
      const folder = packageFolder(input)
      if (folder !== undefined) folders.add(folder)
    }
  }
  const parts = await Promise.all([...folders].sort().map(notice))
  return `This program contains the packages below.\n\n${[...new Set(parts)].join('\n')}`
}

/** The folder of the npm package that an input of the bundler lies in; `undefined` for our own files. */
export function packageFolder(input: string): string | undefined {
  return /^(?:.*[\\/])?node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(input)?.[0]
}

async function notice(folder: string): Promise<string> {
  const path = join(ROOT, folder)
  const { name, version, license } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'))
  const files = (await readdir(path)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(path, file), 'utf8').catch(() => '')))
  const body = texts.map((text) => text.trim()).filter((text) => text !== '')
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n${body.length > 0 ? `\n${body.join('\n\n')}\n` : ''}`
}
