import { type Evaluate, loadReducer, ModuleError } from './module.ts'
import type { FoldAnswer, FoldBatch, FoldStart } from './protocol.ts'
import { ReducerRun } from './reducer-run.ts'

/** What a worker that folds does with what it is told, whatever host runs it; `undefined` where the module cannot be used, which it says. */
export function foldMessages(
  { module, progress }: FoldStart,
  evaluate: Evaluate,
  tell: (answer: FoldAnswer) => void,
): ((batch: FoldBatch) => void) | undefined {
  const steps = progress && new Int32Array(progress)
  try {
    const run = new ReducerRun(loadReducer(module, evaluate), module.file, (index) => {
      if (!steps) {
        tell({ kind: 'step', index })
        return
      }
      Atomics.store(steps, 0, index)
      Atomics.add(steps, 1, 1)
    })
    tell({ kind: 'ready' })
    return (batch) => {
      if (batch.trace) tell({ kind: 'folded', remarks: [], states: [], trace: run.trace(batch.items, batch.skip, batch.trace.state) })
      else tell({ kind: 'folded', ...run.fold(batch) })
    }
  } catch (error) {
    tell({
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
      line: error instanceof ModuleError ? error.line : undefined,
    })
    return undefined
  }
}
