import { bytesFile } from '../session/bytes-file.ts'
import type { SessionHost } from '../session/host.ts'
import { fileSource } from '../source/files.ts'
import { memoryStorage } from '../source/memory.ts'
import { decompressed } from './decompress.ts'
import { foldStarter } from './start-fold-worker.ts'

/** A session in a web worker: recordings are in memory, and so is what is written out of them. */
export function webSession(foldSource: () => string): SessionHost {
  let held = 0
  return {
    open: async (name) => {
      if (name.kind === 'paths') throw new Error('Files cannot be opened by their paths here.')
      held = name.files.reduce((sum, { bytes }) => sum + bytes.length, 0)
      const source = fileSource(
        name.files.map(({ name, bytes }) => bytesFile(name, bytes)),
        decompressed,
        memoryStorage,
      )
      return { source, bytes: held, look: async () => ({ kind: 'same' }) }
    },
    startFold: (start) => foldStarter(foldSource())(start),
    memory: () => held,
  }
}
