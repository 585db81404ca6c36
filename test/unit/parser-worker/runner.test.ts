import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ParserAnswer, ParserFinding, ParserRequest, WorkerExit, WorkerHandle } from '../../../server/parser-worker/protocol.ts'
import { ParserRunner } from '../../../server/parser-worker/runner.ts'

/** A worker that answers when the test says so. */
class FakeWorker implements WorkerHandle {
  readonly requests: ParserRequest[] = []
  ended = false
  private hear: (message: unknown) => void = () => {}
  private leave: (exit: WorkerExit) => void = () => {}

  postMessage(message: unknown): void {
    this.requests.push(message as ParserRequest)
  }
  onMessage(listener: (message: unknown) => void): void {
    this.hear = listener
  }
  onExit(listener: (exit: WorkerExit) => void): void {
    this.leave = listener
  }
  terminate(): void {
    this.ended = true
  }

  get asked(): string[] {
    return this.requests.map(({ uri, texts }) => texts[uri] ?? '')
  }
  say(answer: ParserAnswer): void {
    this.hear(answer)
  }
  answer(findings: ParserFinding[] = []): void {
    const id = this.requests.at(-1)?.id ?? 0
    this.say({ type: 'strict', id, strict: [] })
    this.say({ type: 'findings', id, findings })
  }
  exit(exit: WorkerExit): void {
    this.leave(exit)
  }
}

const finding: ParserFinding = { uri: 'a', path: [], code: 'x', severity: 'error', message: 'X' }

describe('ParserRunner', () => {
  let workers: FakeWorker[]
  let runner: ParserRunner
  const latest = () => workers.at(-1) as FakeWorker
  const run = (uri: string, text: string) => runner.run(uri, { [uri]: text })

  beforeEach(() => {
    vi.useFakeTimers()
    workers = []
    runner = new ParserRunner(
      () => {
        const worker = new FakeWorker()
        workers.push(worker)
        return worker
      },
      { limit: 1000, idle: 5000 },
    )
  })
  afterEach(() => {
    runner.dispose()
    vi.useRealTimers()
  })

  it('starts no worker before there is something to parse', () => {
    expect(workers).toEqual([])
  })

  it('hands findings over and keeps the worker for the next document', async () => {
    const first = run('a', '1')
    latest().answer([finding])
    expect(await first).toEqual({ kind: 'findings', findings: [finding], strict: [] })
    const second = run('b', '2')
    latest().answer()
    expect((await second).kind).toBe('findings')
    expect(workers).toHaveLength(1)
  })

  it('runs one document at a time, in the order in which they came', async () => {
    void run('a', '1')
    void run('b', '2')
    void run('c', '3')
    expect(latest().asked).toEqual(['1'])
    latest().answer()
    expect(latest().asked).toEqual(['1', '2'])
    latest().answer()
    expect(latest().asked).toEqual(['1', '2', '3'])
  })

  it('lets a newer request of a document take the place of one that waits', async () => {
    void run('a', '1')
    const old = run('b', 'old')
    const young = run('b', 'young')
    expect(await old).toEqual({ kind: 'cancelled' })
    latest().answer()
    latest().answer([finding])
    expect(await young).toMatchObject({ kind: 'findings', findings: [finding] })
    expect(latest().asked).toEqual(['1', 'young'])
  })

  it('ends the worker of a cancelled document, and parses the next in a new one', async () => {
    const cancelled = run('a', '1')
    const next = run('b', '2')
    runner.cancel('a')
    expect(await cancelled).toEqual({ kind: 'cancelled' })
    expect(workers.map(({ ended }) => ended)).toEqual([true, false])
    latest().answer()
    expect((await next).kind).toBe('findings')
  })

  it('cancels a document that waits without a word to the worker', async () => {
    void run('a', '1')
    const waiting = run('b', '2')
    runner.cancel('b')
    expect(await waiting).toEqual({ kind: 'cancelled' })
    latest().answer()
    expect(latest().asked).toEqual(['1'])
    expect(latest().ended).toBe(false)
  })

  it('stops at the time limit and keeps what the strict parser had said', async () => {
    const result = run('a', '1')
    const strict = [{ uri: 'a', from: 0, to: 1, message: 'S' }]
    latest().say({ type: 'strict', id: latest().requests[0]?.id ?? 0, strict })
    vi.advanceTimersByTime(1000)
    expect(await result).toEqual({ kind: 'stopped', stopped: 'time', strict })
    expect(latest().ended).toBe(true)
  })

  it('does not count the loading of the worker', async () => {
    const result = run('a', '1')
    vi.advanceTimersByTime(900)
    latest().say({ type: 'ready' })
    vi.advanceTimersByTime(900)
    latest().answer()
    expect((await result).kind).toBe('findings')
  })

  it.each([
    [
      { reason: 'memory', message: 'M' },
      { kind: 'stopped', stopped: 'memory', strict: [] },
    ],
    [
      { reason: 'crash', message: 'C' },
      { kind: 'failed', message: 'C', strict: [] },
    ],
  ] as const)('answers when the worker is gone: %o', async (exit, result) => {
    const first = run('a', '1')
    const second = run('b', '2')
    latest().exit(exit)
    expect(await first).toEqual(result)
    latest().answer()
    expect((await second).kind).toBe('findings')
    expect(workers).toHaveLength(2)
  })

  it('starts anew after a worker that went away while it had nothing to do', async () => {
    const first = run('a', '1')
    latest().answer()
    await first
    latest().exit({ reason: 'crash', message: 'C' })
    const second = run('a', '2')
    latest().answer()
    expect((await second).kind).toBe('findings')
    expect(workers).toHaveLength(2)
  })

  it('hands on that the parser itself fell over', async () => {
    const result = run('a', '1')
    latest().say({ type: 'failed', id: latest().requests[0]?.id ?? 0, message: 'F' })
    expect(await result).toEqual({ kind: 'failed', message: 'F', strict: [] })
  })

  it('does not hear answers to what it has given up', async () => {
    void run('a', '1')
    const [old] = workers
    runner.cancel('a')
    const result = run('a', '2')
    old?.answer([finding])
    latest().answer()
    expect(await result).toEqual({ kind: 'findings', findings: [], strict: [] })
  })

  it('ends a worker that has been idle for long', async () => {
    const first = run('a', '1')
    latest().answer()
    await first
    vi.advanceTimersByTime(4999)
    expect(latest().ended).toBe(false)
    vi.advanceTimersByTime(1)
    expect(latest().ended).toBe(true)
  })

  it('gives everything up when it is disposed of', async () => {
    const results = [run('a', '1'), run('b', '2')]
    runner.dispose()
    expect(await Promise.all(results)).toEqual([{ kind: 'cancelled' }, { kind: 'cancelled' }])
    expect(workers.map(({ ended }) => ended)).toEqual([true])
  })

  it('answers every document where no worker can be started', async () => {
    const broken = new ParserRunner(() => {
      throw new Error('no workers here')
    })
    const results = await Promise.all(Array.from({ length: 5000 }, (_, index) => broken.run(`${index}`, {})))
    expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['failed']))
    broken.dispose()
  })
})
