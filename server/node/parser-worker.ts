import type { StartWorker } from '../parser-worker/protocol.ts'
import { workerStarter } from './start-worker.ts'

/** The parser's worker, whose bundle lies beside the one that runs. */
export function parserWorker(): StartWorker {
  return workerStarter(new URL('./parser.js', import.meta.url))
}
