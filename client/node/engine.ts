import { Worker } from 'node:worker_threads'
import type { Crossing } from '../../shared/border.ts'
import type { StartEngine } from '../replay/engine.ts'

/** The engine in a thread of its own, from its bundle. It can open files by their paths. */
export function threadEngine(bundle: string): StartEngine {
  return async () => {
    const worker = new Worker(bundle, { argv: [], execArgv: [], stdout: true, stderr: true })
    // Nothing of it reaches the extension host's own output.
    worker.stdout.resume()
    worker.stderr.resume()
    let isWanted = true
    return {
      send: (crossing, transfer = []) => worker.postMessage(crossing, [...transfer]),
      onCrossing: (listener) => void worker.on('message', (crossing: Crossing) => listener(crossing)),
      onExit: (listener) => {
        let why = ''
        worker.on('error', (error) => {
          why = error instanceof Error ? error.message : String(error)
        })
        worker.on('exit', (code) => {
          if (isWanted) listener(why || `It exited with ${code}.`)
        })
      },
      terminate: () => {
        isWanted = false
        void worker.terminate()
      },
    }
  }
}
