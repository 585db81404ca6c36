import type { FoldProblem, FoldStanding, ReplayWhat } from '../../shared/replay-protocol.ts'
import { Tracer } from '../fold/tracer.ts'
import { defaultFold, reducerFold, type StateFold } from '../state/state-fold.ts'
import { Audit } from './audit-view.ts'
import { Causes } from './causes.ts'
import { EntityList } from './entities-view.ts'
import { type Fold, FoldPass, moduleOf } from './fold-pass.ts'
import type { SessionHost } from './host.ts'
import type { Stage } from './stage.ts'
import { States } from './states.ts'
import { Tally } from './tally.ts'

/** A stage, and all that is worked out from it; it lasts as long as the recording is held against the same channel. */
export class Held {
  readonly stage: Stage
  readonly tally: Tally
  readonly audit: Audit
  readonly causes: Causes
  states: States
  entities: EntityList
  standing: FoldStanding = { kind: 'none' }
  readonly #host: Pick<SessionHost, 'startFold' | 'foldLimit'>
  readonly #onFold: (problems: readonly FoldProblem[]) => void
  readonly #onFolded: () => void
  #isLoading = true
  #pass: FoldPass | undefined
  #tracer: Tracer | undefined

  /**
   * @param onFold called with all that is wrong with the fold, when that is another.
   * @param onFolded called when all that is there was folded.
   */
  constructor(
    stage: Stage,
    host: Pick<SessionHost, 'startFold' | 'foldLimit'>,
    onFold: (problems: readonly FoldProblem[]) => void,
    onFolded: () => void,
  ) {
    this.stage = stage
    this.#onFolded = onFolded
    this.#host = host
    this.#onFold = onFold
    this.tally = new Tally(stage)
    this.audit = new Audit(stage)
    this.causes = new Causes(stage)
    this.states = new States(stage, defaultFold, onFolded)
    this.entities = new EntityList(stage, this.states)
  }

  get foldMs(): number | undefined {
    return this.#pass?.msPerEvent
  }

  get isFolding(): boolean {
    return this.#pass?.isRunning === true
  }

  /** Folds otherwise from now on; what was folded is forgotten. */
  async refold({ fold, isTrusted }: Pick<ReplayWhat, 'fold' | 'isTrusted'>): Promise<void> {
    this.#endFold()
    this.stage.load.findings.clear(['fold-threw', 'fold-not-repeatable'])
    if (!fold) {
      this.standing = { kind: 'none' }
      this.#use(defaultFold)
      this.#onFold([])
    } else if (!isTrusted) {
      this.standing = { kind: 'untrusted', file: fold.file }
      this.#use(defaultFold)
      this.#onFold([])
    } else await this.#reduce(fold)
  }

  /** More events are there; they are folded when all are. */
  grown(isLoading: boolean): void {
    this.tally.count()
    void this.tally.sample()
    this.#isLoading = isLoading
    void this.#goOn()
  }

  dispose(): void {
    this.#endFold()
  }

  async #reduce(fold: Fold): Promise<void> {
    const pass = new FoldPass(this.stage, fold, this.#host, (message) => {
      if (this.#pass === pass) this.#fail(fold, message, undefined)
    })
    this.#pass = pass
    const failure = await pass.load()
    if (this.#pass !== pass) {
      pass.dispose()
      return
    }
    if (failure) {
      this.#fail(fold, failure.message, failure.line)
      return
    }
    this.standing = { kind: 'module', file: fold.file }
    this.#tracer = new Tracer(moduleOf(fold), this.#host.startFold, this.#host.foldLimit)
    this.#tracer.warm()
    this.#use(reducerFold(this.#tracer))
    this.#onFold([])
    void this.#goOn()
  }

  async #goOn(): Promise<void> {
    const pass = this.#pass
    // Reading goes first: both at once would only make the first screens wait.
    if (!pass || this.#isLoading || this.standing.kind !== 'module') return
    const before = pass.problems.length
    await pass.goOn()
    if (this.#pass !== pass) return
    if (pass.problems.length !== before) this.#onFold(pass.problems)
    this.#onFolded()
  }

  #fail(fold: Fold, message: string, line: number | undefined): void {
    const said = this.#pass?.problems ?? []
    this.#endFold()
    this.standing = { kind: 'failed', file: fold.file, message, line }
    this.#use(defaultFold)
    this.#onFold([...said, { uri: fold.uri, line: line ?? 1, message, position: undefined }])
  }

  #use(fold: StateFold): void {
    this.states = new States(this.stage, fold, this.#onFolded)
    this.entities = new EntityList(this.stage, this.states)
  }

  #endFold(): void {
    this.#pass?.dispose()
    this.#tracer?.dispose()
    this.#pass = undefined
    this.#tracer = undefined
  }
}
