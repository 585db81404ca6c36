import type { FoldAnswer, StartFoldWorker } from '../fold/protocol.ts'

/** Starts the worker of a reducer from its bundle's text: only its time can be limited, not its memory. */
export function foldStarter(source: string): StartFoldWorker {
  return (start) => {
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
    const worker = new Worker(address)
    let onAnswer = (_: FoldAnswer) => {}
    let onExit = (_: 'memory' | 'crash', __: string) => {}
    worker.addEventListener('message', () => URL.revokeObjectURL(address), { once: true })
    worker.addEventListener('message', ({ data }: MessageEvent<FoldAnswer>) => onAnswer(data))
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      onExit('crash', event.message || 'The worker failed.')
    })
    worker.postMessage(start)
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
        worker.terminate()
      },
    }
  }
}
