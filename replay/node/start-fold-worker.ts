import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { FoldAnswer, StartFoldWorker } from '../fold/protocol.ts'

/** The worker's bundle lies beside the one that runs; from its sources it is the file itself. */
function workerFile(): URL {
  const bundle = new URL('./fold.js', import.meta.url)
  return existsSync(bundle) ? bundle : new URL('./fold-worker.ts', import.meta.url)
}

/** Starts the worker of a reducer in a thread, with 512 MB at most, without the environment and without the process's input. */
export const startFoldWorker: StartFoldWorker = (start) => {
  const worker = new Worker(workerFile(), {
    workerData: start,
    env: {},
    argv: [],
    execArgv: [],
    stdin: true,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  // What a reducer prints must not reach what the command prints.
  worker.stdin?.end()
  worker.stdout.resume()
  worker.stderr.resume()
  let onAnswer = (_: FoldAnswer) => {}
  let onExit = (_: 'memory' | 'crash', __: string) => {}
  worker.on('message', (answer: FoldAnswer) => onAnswer(answer))
  worker.on('error', (error: unknown) => {
    const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    onExit(isMemory ? 'memory' : 'crash', error instanceof Error ? error.message : String(error))
  })
  worker.on('exit', () => onExit('crash', 'Its handler ended the thread in which it ran.'))
  return {
    send: (batch) => worker.postMessage(batch),
    onAnswer(listener) {
      onAnswer = listener
    },
    onExit(listener) {
      onExit = listener
    },
    terminate() {
      onAnswer = () => {}
      onExit = () => {}
      void worker.terminate()
    },
  }
}
