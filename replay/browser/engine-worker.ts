import type { Crossing, Port } from '../../shared/border.ts'
import { openSession } from '../session/session.ts'
import { webSession } from './session-host.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope
const listeners: ((crossing: Crossing) => void)[] = []
const port: Port = {
  send: (crossing, transfer = []) => scope.postMessage(crossing, [...transfer]),
  onCrossing: (listener) => listeners.push(listener),
}

/** Before any crossing the client hands over the text of `fold.web.js`. */
interface FoldSource {
  readonly type: 'fold-source'
  readonly text: string
}

let foldSource = ''
openSession(
  port,
  webSession(() => foldSource),
)
scope.addEventListener('message', ({ data }: MessageEvent<Crossing | FoldSource>) => {
  if (data.type === 'fold-source') foldSource = data.text
  else for (const listener of listeners) listener(data)
})
