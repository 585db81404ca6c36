import { join } from 'node:path'
import { ROOT } from './bundles.ts'
import { run } from './processes.ts'
import { packageExtension } from './vsix.ts'

/** Builds and makes the VSIX in `out/`. */
await run(process.execPath, [...process.execArgv, join(import.meta.dirname, 'build.ts')])
console.log(await packageExtension(join(ROOT, 'out')))
