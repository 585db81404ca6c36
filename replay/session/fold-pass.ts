import type { FoldProblem, ReplayWhat } from '../../shared/replay-protocol.ts'
import type { ReplayEvent } from '../event/event.ts'
import type { FoldedEvent, FoldRemark } from '../fold/folder.ts'
import { ModuleError } from '../fold/module.ts'
import { ReducerFolder } from '../fold/reducer-folder.ts'
import type { SessionHost } from './host.ts'
import type { Stage } from './stage.ts'
import { foldedEvent } from './states.ts'

const batch = 500
const mostProblems = 100
/** What the folder says when it gives up. */
const ended = /folding ended here/

export type Fold = NonNullable<ReplayWhat['fold']>

/** Folds the whole log once with a person's reducer, as it grows, for what the fold has to say of its events. */
export class FoldPass {
  readonly #stage: Stage
  readonly #folder: ReducerFolder
  readonly #problems = new Map<string, FoldProblem>()
  readonly #onEnd: (message: string) => void
  #next = 0
  #isRunning = false
  #isDisposed = false
  #folded = 0
  #ms = 0

  /** @param onEnd called when folding cannot go on. */
  constructor(
    stage: Stage,
    fold: Fold,
    { startFold, foldLimit }: Pick<SessionHost, 'startFold' | 'foldLimit'>,
    onEnd: (message: string) => void,
  ) {
    this.#stage = stage
    this.#onEnd = onEnd
    const onRemark: FoldRemark = ({ ordinal, position }, remark) => {
      stage.load.findings.add(ordinal, remark)
      if (remark.kind !== 'fold-threw') return
      const line = lineIn(remark.message, fold.file) ?? 1
      const key = `${line} ${remark.message}`
      if (this.#problems.size < mostProblems && !this.#problems.has(key))
        this.#problems.set(key, { uri: fold.uri, line, message: remark.message, position: String(position) })
      if (ended.test(remark.message)) this.#onEnd(remark.message)
    }
    this.#folder = new ReducerFolder(moduleOf(fold), startFold, onRemark, [], foldLimit)
  }

  get problems(): readonly FoldProblem[] {
    return [...this.#problems.values()]
  }

  get isRunning(): boolean {
    return this.#isRunning
  }

  /** Milliseconds that folding one event took; `undefined` before any. */
  get msPerEvent(): number | undefined {
    return this.#folded === 0 ? undefined : this.#ms / this.#folded
  }

  /** Loads the module; a sentence, and the line, where it cannot be used. */
  async load(): Promise<{ readonly message: string; readonly line: number | undefined } | undefined> {
    try {
      await this.#folder.load()
      return undefined
    } catch (error) {
      return { message: messageOf(error), line: error instanceof ModuleError ? error.line : undefined }
    }
  }

  /** Folds what is there; resolves when all of it is. */
  async goOn(): Promise<void> {
    if (this.#isRunning || this.#isDisposed) return
    this.#isRunning = true
    try {
      let some = this.#read()
      while (!this.#isDisposed) {
        const events = await some
        if (events.length === 0) break
        // The next are read while these are folded, in a thread of its own.
        some = this.#read()
        some.catch(() => undefined)
        await this.#foldAll(events)
      }
    } catch (error) {
      if (!this.#isDisposed) this.#onEnd(messageOf(error))
    } finally {
      this.#isRunning = false
    }
  }

  dispose(): void {
    this.#isDisposed = true
    this.#folder.dispose()
  }

  /** The next events of the log that are folded; none where it ends. */
  async #read(): Promise<readonly FoldedEvent[]> {
    const { load, timeline } = this.#stage
    const { status, entity, entities, length } = load.log
    const ordinals: number[] = []
    let next = this.#next
    for (; next < length && ordinals.length < batch; next++)
      if ((status[next] as number) <= 1 && (entity[next] as number) >= 0) ordinals.push(next)
    this.#next = next
    if (ordinals.length === 0) return []
    const ids = ordinals.map((ordinal) => entities.id(entity[ordinal] as number))
    const events = await load.events(ordinals)
    return ordinals.map((ordinal, index) => {
      const folded = foldedEvent(this.#stage, timeline.ofOrdinal(ordinal), ids[index] as string, events[index] as ReplayEvent)
      // Remarks are of the log, whatever branch is open.
      return { ...folded, place: { ...folded.place, ordinal, position: load.position(ordinal) } }
    })
  }

  async #foldAll(events: readonly FoldedEvent[]): Promise<void> {
    const before = performance.now()
    for (const event of events) this.#folder.add(event)
    await this.#folder.flush()
    this.#ms += performance.now() - before
    this.#folded += events.length
  }
}

export function moduleOf({ file, text, isTypeScript }: Fold): { text: string; file: string; isTypeScript: boolean } {
  return { text, file, isTypeScript }
}

/** The line that a message of the fold ends in: `(orders.fold.ts:41:28)`. */
function lineIn(message: string, file: string): number | undefined {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
  const at = message.lastIndexOf(`(${name}:`)
  const match = at < 0 ? null : /^(\d+)/.exec(message.slice(at + name.length + 2))
  return match ? Number(match[1]) : undefined
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
