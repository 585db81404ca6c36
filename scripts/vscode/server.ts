import { createServer } from 'node:net'
import { join } from 'node:path'
import { endGroup, run, spawnGroup } from '../processes.ts'

export interface ServerOptions {
  /** The folder that `installVSCode` gave. */
  readonly vscode: string
  /** Settings, logs and backups of this server. */
  readonly data: string
  /** Installed extensions; `data`'s own folder where it is left out. */
  readonly extensions?: string
  /** Whether VS Code asks if a workspace is trusted. Off: every workspace is. */
  readonly trust?: boolean
  readonly port?: number
}

export interface RunningServer {
  /** `127.0.0.1:PORT`: the page's address and the remote authority. */
  readonly authority: string
  readonly stop: () => void
}

/** Starts VS Code's server on the loopback interface and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const port = options.port ?? (await freePort())
  const args = [
    ...common(options),
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--without-connection-token',
    '--enable-smoke-test-driver',
  ]
  if (!options.trust) args.push('--disable-workspace-trust')
  const child = spawnGroup(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: serverEnvironment() })
  let log = ''
  child.stdout?.on('data', (chunk) => {
    log += chunk
  })
  child.stderr?.on('data', (chunk) => {
    log += chunk
  })
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  const authority = `127.0.0.1:${port}`
  for (let tries = 0; tries < 300; tries++) {
    if (ended) throw new Error(`VS Code's server ended at once:\n${log}`)
    const answer = await fetch(`http://${authority}/version`).catch(() => undefined)
    if (answer?.ok) return { authority, stop: () => endGroup(child.pid) }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  endGroup(child.pid)
  throw new Error(`VS Code's server did not answer on ${authority}:\n${log}`)
}

/** Installs a packaged extension as a user would. */
export async function installExtension(options: ServerOptions, vsix: string): Promise<void> {
  await run(process.execPath, [...common(options), '--install-extension', vsix], { env: serverEnvironment() })
}

function common({ vscode, data, extensions }: ServerOptions): string[] {
  const args = [join(vscode, 'out', 'server-main.js'), '--accept-server-license-terms', '--server-data-dir', data]
  if (extensions !== undefined) args.push('--extensions-dir', extensions)
  return args
}

/** What an outer VS Code or npm script left in the environment is none of the server's business. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|VSCODE_|NODE_OPTIONS$)/i.test(name)))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))))
    })
  })
}
