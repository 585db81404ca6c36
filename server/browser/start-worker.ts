import type { StartWorker } from '../parser-worker/protocol.ts'

/**
 * Starts a bundle from its text: a worker cannot be started from a remote address in VS Code for the Web, a blob it may be. Only the time
 * of such a worker can be limited, not its memory.
 */
export function workerStarter(source: string): StartWorker {
  return () => {
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
    const worker = new Worker(address)
    // Not sooner: a host may read the blob only after the worker has been made.
    worker.addEventListener('message', () => URL.revokeObjectURL(address), { once: true })
    return {
      postMessage: (message) => worker.postMessage(message),
      onMessage: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
      onExit: (listener) =>
        worker.addEventListener('error', (event) => {
          // Its fault is told here; left alone it would also count as one of this server's.
          event.preventDefault()
          listener({ reason: 'crash', message: event.message || 'The worker failed.' })
        }),
      terminate: () => worker.terminate(),
    }
  }
}
