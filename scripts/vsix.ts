import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createVSIX } from '@vscode/vsce'
import { ROOT } from './bundles.ts'

/** Packs what is built into one VSIX for every platform and the web; returns its path. Nothing is fetched. */
export async function packageExtension(folder: string): Promise<string> {
  const { name, version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  const packagePath = join(folder, `${name}-${version}.vsix`)
  await createVSIX({ cwd: ROOT, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false })
  await stat(packagePath)
  return packagePath
}
