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
    // Neither an idle worker nor what it prints may keep the process alive or reach a protocol that speaks over stdout.
    worker.unref()
    worker.stdin?.end()
    worker.stdout.resume()
    worker.stderr.resume()
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
