import { existsSync } from 'node:fs'
import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import { BUNDLES, ROOT } from './bundles.ts'
import { notices } from './notices.ts'

/** Builds `dist/` anew, with the licences of what lies in it. */
await rm(join(ROOT, 'dist'), { recursive: true, force: true })
await mkdir(join(ROOT, 'dist'))
const metafiles = await Promise.all(BUNDLES.filter(isWritten).map(buildOne))
await writeFile(join(ROOT, 'dist', 'NOTICES.txt'), await notices(metafiles))

async function buildOne(options: BuildOptions): Promise<Metafile> {
  const { metafile } = await build({ ...options, metafile: true })
  const outfile = options.outfile ?? ''
  const target = join(ROOT, outfile)
  await mkdir(join(ROOT, 'out', 'meta'), { recursive: true })
  // For esbuild's own analyser of sizes, and for whoever wonders what is in there.
  await writeFile(join(ROOT, 'out', 'meta', `${basename(outfile)}.json`), JSON.stringify(metafile))
  if (options.banner !== undefined) await chmod(target, 0o755)
  console.log(`${outfile.padEnd(20)} ${String(Math.ceil((await stat(target)).size / 1024)).padStart(5)} KB`)
  return metafile
}

function isWritten({ entryPoints }: BuildOptions): boolean {
  const [entry] = entryPoints as string[]
  const there = existsSync(join(ROOT, entry ?? ''))
  if (!there) console.warn(`${entry} is not there yet`)
  return there
}
