import { Script } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { foldMessages } from '../fold/fold-messages.ts'
import type { FoldBatch, FoldStart } from '../fold/protocol.ts'

const answer = foldMessages(
  workerData as FoldStart,
  (script, file) => new Script(script, { filename: file }).runInThisContext(),
  (message) => parentPort?.postMessage(message),
)
if (answer) parentPort?.on('message', (batch: FoldBatch) => answer(batch))
