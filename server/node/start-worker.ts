import { Worker } from 'node:worker_threads'
import type { StartWorker, WorkerExit } from '../parser-worker/protocol.ts'

/**
 * Starts a bundle in a thread of its own, with 512 MB at most, without the environment and without the process's streams.
 * `file` is where the bundle lies, beside the server's own.
 */
export function workerStarter(file: URL): StartWorker {
  return () => {
    const worker = new Worker(file, {
      env: {},
      argv: [],
      execArgv: [],
      stdin: true,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    // What it prints stays unread: it must not reach a protocol that speaks over stdout.
    worker.stdin?.end()
    // Whoever waits for it keeps the process alive, not the worker. Node takes this back when it is called any earlier.
    worker.once('online', () => worker.unref())
    let ended = false
    return {
      postMessage: (message) => worker.postMessage(message),
      onMessage: (listener) => void worker.on('message', listener),
      onExit(listener) {
        const exit = (end: WorkerExit) => {
          if (ended) return
          ended = true
          listener(end)
        }
        worker.on('error', (error) => exit(exitOf(error)))
        worker.on('exit', (code) => exit({ reason: 'crash', message: `The worker ended with code ${code}.` }))
      },
      terminate() {
        ended = true
        void worker.terminate()
      },
    }
  }
}

function exitOf(error: unknown): WorkerExit {
  const message = error instanceof Error ? error.message : String(error)
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return { reason: outOfMemory ? 'memory' : 'crash', message }
}
