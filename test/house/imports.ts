import { build, type Metafile } from 'esbuild'
import { BUNDLES } from '../../scripts/bundles.ts'
import { packageFolder } from '../../scripts/notices.ts'

/** One import that is in a bundle, as the bundler resolved it: types are gone by then. */
export interface Import {
  readonly bundle: string
  readonly from: string
  /** One of our files, the name of an npm package, or `node:…` or `vscode` of the host. */
  readonly to: string
}

/** Every import that our own files make in the built files. Nothing is written. */
export async function bundledImports(): Promise<Import[]> {
  const found = await Promise.all(
    BUNDLES.map(async (options) => {
      const { metafile } = await build({ ...options, metafile: true, write: false, minify: false, sourcemap: false })
      return importsOf(options.outfile ?? '', metafile)
    }),
  )
  return found.flat()
}

function importsOf(bundle: string, { inputs }: Metafile): Import[] {
  const found: Import[] = []
  for (const [from, { imports }] of Object.entries(inputs)) {
    if (packageFolder(from) !== undefined || from.includes(':')) continue
    for (const { path, external } of imports) {
      const folder = packageFolder(path)
      if (folder !== undefined) found.push({ bundle, from, to: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length) })
      else found.push({ bundle, from, to: external === true && path !== 'vscode' ? `node:${path.replace(/^node:/, '')}` : path })
    }
  }
  return found
}
