import { parse } from './parse.ts'
import type { ParserAnswer, ParserRequest } from './protocol.ts'
import { strictFindings } from './strict.ts'

/** The other end of the channel, whichever host this runs in. */
interface Port {
  post(answer: ParserAnswer): void
  listen(listener: (request: ParserRequest) => void): void
}

const port = nodePort() ?? browserPort()
port.listen((request) => void answer(request))
port.post({ type: 'ready' })

async function answer(request: ParserRequest): Promise<void> {
  const { id } = request
  try {
    port.post({ type: 'strict', id, strict: strictFindings(request) })
    port.post({ type: 'findings', id, findings: request.strictOnly ? [] : await parse(request) })
  } catch (error) {
    port.post({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) })
  }
}

/** Without a static import, so that one bundle serves both hosts. (`process.getBuiltinModule`: Node 20.16) */
function nodePort(): Port | undefined {
  const host: { process?: { getBuiltinModule?(name: string): { parentPort?: NodePort | null } | undefined } } = globalThis
  const parent = host.process?.getBuiltinModule?.('node:worker_threads')?.parentPort
  if (!parent) return undefined
  return { post: (answer) => parent.postMessage(answer), listen: (listener) => parent.on('message', listener) }
}

function browserPort(): Port {
  const scope = globalThis as unknown as BrowserScope
  return {
    post: (answer) => scope.postMessage(answer),
    listen: (listener) => scope.addEventListener('message', (event) => listener(event.data)),
  }
}

interface NodePort {
  postMessage(message: ParserAnswer): void
  on(event: 'message', listener: (message: ParserRequest) => void): void
}

interface BrowserScope {
  postMessage(message: ParserAnswer): void
  addEventListener(event: 'message', listener: (event: { readonly data: ParserRequest }) => void): void
}
