import { parentPort } from 'node:worker_threads'
import type { Crossing, Port } from '../../shared/border.ts'
import { openSession } from '../session/session.ts'
import { nodeSession } from './session-host.ts'

const listeners: ((crossing: Crossing) => void)[] = []
const port: Port = {
  send: (crossing, transfer) => parentPort?.postMessage(crossing, transfer),
  onCrossing: (listener) => listeners.push(listener),
}

openSession(port, nodeSession)
parentPort?.on('message', (crossing: Crossing) => {
  for (const listener of listeners) listener(crossing)
})
