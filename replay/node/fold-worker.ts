import { Script } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { loadReducer, ModuleError } from '../fold/module.ts'
import type { FoldAnswer, FoldBatch, FoldStart } from '../fold/protocol.ts'
import { ReducerRun } from '../fold/reducer-run.ts'

const { module, progress } = workerData as FoldStart
const steps = new Int32Array(progress)
const answer = (message: FoldAnswer) => parentPort?.postMessage(message)

try {
  const reducer = loadReducer(module, (script, file) => new Script(script, { filename: file }).runInThisContext())
  const run = new ReducerRun(reducer, module.file, (index) => {
    Atomics.store(steps, 0, index)
    Atomics.add(steps, 1, 1)
  })
  parentPort?.on('message', (batch: FoldBatch) => answer({ kind: 'folded', ...run.fold(batch) }))
  answer({ kind: 'ready' })
} catch (error) {
  answer({
    kind: 'failed',
    message: error instanceof Error ? error.message : String(error),
    line: error instanceof ModuleError ? error.line : undefined,
  })
}
