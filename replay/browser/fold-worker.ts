import { foldMessages } from '../fold/fold-messages.ts'
import type { FoldBatch, FoldStart } from '../fold/protocol.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope
const post = scope.postMessage.bind(scope)
const { eval: run } = globalThis
// A person's code gets no way out of here: nothing to fetch with, no other worker, no word to the engine but the state.
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker', 'importScripts', 'postMessage', 'indexedDB', 'caches'])
  Object.defineProperty(scope, name, { value: undefined, configurable: false, writable: false })

let fold: ((batch: FoldBatch) => void) | undefined
let isStarted = false
scope.addEventListener('message', ({ data }: MessageEvent<FoldStart | FoldBatch>) => {
  if (isStarted) fold?.(data as FoldBatch)
  else {
    isStarted = true
    // In the worker's own global scope, with the file's name in its stacks.
    fold = foldMessages(data as FoldStart, (script, file) => run(`${script}\n//# sourceURL=${file.replace(/[\r\n]/g, '')}`), post)
  }
})
