import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import { BUNDLES, ROOT } from './bundles.ts'
import { notices } from './notices.ts'

/** Builds `dist/` anew, with the licences of what lies in it; a build that fails leaves the one before. */
const DIST = join(ROOT, 'dist')
const META = join(ROOT, 'out', 'meta')
const built = await Promise.all(
  BUNDLES.map(async (options) => ({ options, ...(await build({ ...options, metafile: true, write: false })) })),
)
await mkdir(DIST, { recursive: true })
await mkdir(META, { recursive: true })
for (const { options, outputFiles, metafile } of built) {
  for (const { path, contents } of outputFiles) await writeFile(path, contents)
  await report(options, metafile)
}
await writeFile(join(DIST, 'NOTICES.txt'), await notices(built.map(({ metafile }) => metafile)))
const written = new Set(['NOTICES.txt', ...built.flatMap(({ outputFiles }) => outputFiles.map(({ path }) => basename(path)))])
for (const name of await readdir(DIST)) if (!written.has(name)) await rm(join(DIST, name), { recursive: true })

async function report({ outfile = '', banner }: BuildOptions, metafile: Metafile): Promise<void> {
  // For esbuild's own analyser of sizes, and for whoever wonders what is in there.
  await writeFile(join(META, `${basename(outfile)}.json`), JSON.stringify(metafile))
  if (banner?.js?.startsWith('#!')) await chmod(join(ROOT, outfile), 0o755)
  if (!process.argv.includes('--quiet'))
    console.log(`${outfile.padEnd(20)} ${Math.ceil((metafile.outputs[outfile]?.bytes ?? 0) / 1024)} KB`)
}
