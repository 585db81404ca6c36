import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'

const groups = new Set<number>()
let watched = false

/** Starts a program in a process group of its own, which ends with this process, however that comes about (but for SIGKILL). */
export function spawnGroup(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  watch()
  const child = spawn(command, args, { ...options, detached: true })
  const { pid } = child
  if (pid !== undefined) {
    groups.add(pid)
    child.once('exit', () => endGroup(pid))
  }
  return child
}

/** Ends the group of a program that `spawnGroup` started, with all that it started itself. */
export function endGroup(pid: number | undefined): void {
  if (pid === undefined || !groups.delete(pid)) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** Runs a program to its end, its output shown only when it fails. */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    child.stderr?.on('data', (chunk) => {
      output += chunk
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}\n${output.slice(-4000)}`))
    })
  })
}

function watch(): void {
  if (watched) return
  watched = true
  const endAll = () => {
    for (const pid of groups) endGroup(pid)
  }
  process.once('exit', endAll)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      endAll()
      process.exit(130)
    })
  }
}
