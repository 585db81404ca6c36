import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ROOT } from './bundles.ts'
import { generatedFiles, leftOver } from './generated/files.ts'

/** Writes all that comes from the specification, the client's tables and the rules. */
const files = await generatedFiles()
for (const [path, text] of files) {
  await mkdir(dirname(join(ROOT, path)), { recursive: true })
  await writeFile(join(ROOT, path), text)
}
for (const path of await leftOver(files)) await rm(join(ROOT, path))
