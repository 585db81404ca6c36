import { spawn } from 'node:child_process'

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
}

/** A language server as any editor starts it, over stdio, driven with raw messages. */
export class LanguageServer {
  readonly #child
  readonly #messages: Message[] = []
  readonly #waiting: { match: (message: Message) => boolean; resolve: (message: Message) => void; reject: (error: Error) => void }[] = []
  #rest = Buffer.alloc(0)

  constructor(node: string, script: string) {
    this.#child = spawn(node, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'], env: { PATH: process.env.PATH } })
    this.#child.stdout.on('data', (chunk: Buffer) => this.#read(chunk))
    this.#child.once('exit', (code) => {
      for (const { reject } of this.#waiting) reject(new Error(`the server ended with ${code}`))
    })
  }

  send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    this.#child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }

  /** The first message, come or to come, that fits. */
  wait(match: (message: Message) => boolean): Promise<Message> {
    const there = this.#messages.find(match)
    if (there !== undefined) return Promise.resolve(there)
    return new Promise((resolve, reject) => this.#waiting.push({ match, resolve, reject }))
  }

  /** The last message so far that fits. */
  last(match: (message: Message) => boolean): Message | undefined {
    return this.#messages.findLast(match)
  }

  /** Asks it to end, and tells its exit code. */
  async end(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#child.once('exit', resolve))
    this.send({ id: 9999, method: 'shutdown' })
    await this.wait(({ id }) => id === 9999)
    this.send({ method: 'exit' })
    return ended
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }

  #read(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk])
    for (;;) {
      const head = this.#rest.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(this.#rest.toString('latin1', 0, Math.max(head, 0)))?.[1])
      if (head === -1 || this.#rest.length < head + 4 + length) return
      const message: Message = JSON.parse(this.#rest.toString('utf8', head + 4, head + 4 + length))
      this.#rest = this.#rest.subarray(head + 4 + length)
      this.#messages.push(message)
      for (const waiter of this.#waiting) if (waiter.match(message)) waiter.resolve(message)
    }
  }
}
