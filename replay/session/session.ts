import { type Answerer, type Answers, answerer, type Cancellation, type Port } from '../../shared/border.ts'
import { parsePointer } from '../../shared/pointer.ts'
import type {
  At,
  BranchEdit,
  BranchView,
  EngineBorder,
  Inferred,
  OpenParams,
  Overview,
  PathChange,
  ReplayWhat,
  Row,
  SourceName,
} from '../../shared/replay-protocol.ts'
import { type Branch, BranchError, type Edit, makeBranch } from '../branch/branch.ts'
import type { Spot } from '../branch/position.ts'
import { editOf, Timeline, timelineOf } from '../branch/timeline.ts'
import { inferDocument } from '../infer/infer.ts'
import { writeJson } from '../json/write.ts'
import { load } from '../load/load.ts'
import { replayChannel } from '../message/channel.ts'
import { parseMoment } from '../moment.ts'
import { type Shape, shapes } from '../record/record.ts'
import type { Source } from '../source/source.ts'
import { turn } from '../state/slices.ts'
import { axisOf, historyOf } from './axis.ts'
import { branchView, carried, type Difference, differencesOf } from './branch-view.ts'
import { goTo } from './go-to.ts'
import { Held } from './held.ts'
import type { OpenedSource, SessionHost } from './host.ts'
import { List } from './list.ts'
import { eventView, momentView, placed } from './moment-view.ts'
import { plainSource } from './plain-source.ts'
import { messageName, rowsOf } from './rows.ts'
import { Stage } from './stage.ts'
import { jsonText } from './state-view.ts'
import { stepTo } from './steps.ts'
import { write } from './write.ts'

/** Answers all that a replay panel asks, through a port, until that closes. */
export function openSession(port: Port, host: SessionHost): void {
  const session = new Session(host)
  session.tell = answerer<EngineBorder>(port, session.answers).tell
}

const overviewEvery = 100

class Session {
  tell: Answerer<EngineBorder>['tell'] = () => {}
  readonly #host: SessionHost
  readonly #list: List
  #params: OpenParams | undefined
  #opened: OpenedSource | undefined
  #held: Held | undefined
  #load: Overview['load'] = 'loading'
  #problem: string | undefined
  #bytes = 0
  #isFollowing = false
  #hasGrown = false
  #isReading = false
  /** Bytes of a file that has grown since it was opened. */
  #size: number | undefined
  #moment: At = 0
  #edits: readonly Edit[] = []
  #spots: readonly Spot[] = []
  #differing: ReadonlyMap<string, Difference> = new Map()
  #told = 0
  #timer: unknown
  #remarked = ''

  constructor(host: SessionHost) {
    this.#host = host
    this.#list = new List(
      () => this.#stage,
      (filtered) => this.tell('filtered', filtered),
    )
  }

  readonly answers: Answers<EngineBorder> = {
    open: (params) => this.#open(params),
    infer: (params) => this.#infer(params),
    renew: (what) => this.#renew(what),
    changed: () => this.#changed(),
    overview: () => this.#overview(),
    stop: () => this.#stop(),
    follow: ({ on }) => this.#follow(on),
    filter: (filter, signal) => this.#list.set(filter, this.#moment, signal),
    rows: ({ from, count }) => this.#rows(this.#list.rows(from, count)),
    rowOf: ({ at }) => this.#list.rowOf(at),
    row: async ({ at }) => (await this.#rows([placed(this.#stage, at)]))[0] as Row,
    marks: ({ bins }) => this.#list.marks(bins),
    axis: (params, signal) => axisOf(this.#stage, this.#now.states, params, signal),
    moment: (params, signal) => {
      this.#moment = params.at
      return momentView(this.#stage, this.#now.states, params, signal)
    },
    event: ({ at }) => eventView(this.#stage, at),
    causes: ({ at }, signal) => this.#now.causes.tree(placed(this.#stage, at), signal),
    history: ({ entity, path, at }) => this.#history(entity, path, at ?? Number.MAX_SAFE_INTEGER),
    entities: (params, signal) => this.#now.entities.view(params, this.#differing, signal),
    compare: (params, signal) => this.#now.states.compare(params, signal),
    audit: (params) => this.#now.audit.view(params),
    step: (params, signal) => stepTo(this.#stage, this.#now.states, this.#list, params, signal),
    goTo: ({ text, from }) => goTo(this.#stage, text, from) ?? null,
    branch: ({ edits, moment }, signal) => this.#branch(edits, moment, signal),
    write: (params, signal) =>
      write(
        {
          stage: this.#stage,
          states: this.#now.states,
          list: this.#list,
          edits: this.#edits,
          isDefault: this.#now.standing.kind !== 'module',
          fold: this.#params?.fold,
        },
        params,
        signal,
      ),
  }

  get #now(): Held {
    if (!this.#held) throw new Error('Nothing is open.')
    return this.#held
  }

  get #stage(): Stage {
    return this.#now.stage
  }

  async #open(params: OpenParams): Promise<Overview> {
    if (this.#params) throw new Error('Something is open already.')
    this.#params = params
    this.#opened = await this.#host.open(params.source)
    const { held, first } = await this.#hold(params, this.#opened.source)
    this.#show(held)
    await held.refold(params)
    await first
    // A source that cannot be read says so in the same turn.
    await turn()
    if (this.#load === 'failed' && held.stage.length === 0) throw new Error(this.#problem ?? 'The recording cannot be read.')
    held.grown(this.#load === 'loading')
    this.#moment = Math.max(0, held.stage.length - 1)
    return this.#overview()
  }

  async #infer({ source: named, name }: { readonly source: SourceName; readonly name: string }): Promise<Inferred | null> {
    const { source } = await this.#host.open(named)
    try {
      const inferred = await inferDocument(source, name)
      return inferred ? { ...inferred, document: writeJson(inferred.document) } : null
    } finally {
      await source.dispose()
    }
  }

  /** Begins to read the source; `first` resolves with the first rows, or where there are none. */
  async #hold(params: OpenParams, source: Source, isAside = false): Promise<{ held: Held; first: Promise<void> }> {
    const { since, until, limit, shape } = params
    const channel = replayChannel(params.model, params.pool, params.envelope)
    let onFirst = () => {}
    const first = new Promise<void>((resolve) => {
      onFirst = resolve
    })
    let held: Held | undefined
    const loading = await load(channel, source, {
      shape: shapes.find((name): name is Shape => name === shape),
      since: since === undefined ? undefined : parseMoment(since),
      until: until === undefined ? undefined : parseMoment(until),
      limit,
      onProgress: ({ events, bytes }) => {
        if (isAside && this.#held !== held) return
        this.#bytes = bytes
        if (events > 0) onFirst()
        this.#grown()
      },
    })
    held = new Held(
      new Stage(channel, source, loading),
      this.#host,
      (problems) => this.tell('foldProblems', problems),
      () => this.#soon(),
    )
    loading.done.finally(onFirst).catch(() => undefined)
    return { held, first }
  }

  /** What is shown from now on. */
  #show(held: Held): void {
    this.#held = held
    const { done } = held.stage.load
    done.then(
      (how) => this.#held === held && this.#ended(how, undefined),
      (error: unknown) => this.#held === held && this.#ended('failed', error instanceof Error ? error.message : String(error)),
    )
  }

  #ended(how: Overview['load'], problem: string | undefined): void {
    if (this.#isLost) return
    this.#load = how
    this.#problem = problem
    this.#grown()
  }

  /** Something is otherwise: those who look are told, not too often. */
  #grown(): void {
    this.#held?.grown(this.#load === 'loading')
    this.#list.grown()
    this.#soon()
  }

  #soon(): void {
    if (this.#timer !== undefined) return
    const wait = Math.max(0, overviewEvery - (performance.now() - this.#told))
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#told = performance.now()
      if (!this.#held) return
      this.#held.tally.count()
      this.#remark()
      this.tell('overview', this.#overview())
      // What a fold finds is told while it goes on, too.
      if (this.#held.isFolding) this.#soon()
    }, wait)
  }

  #remark(): void {
    const { errors, warnings } = this.#stage.load.findings
    const now = `${errors} ${warnings}`
    if (now !== this.#remarked) this.#list.remarked(this.#moment)
    this.#remarked = now
  }

  #overview(): Overview {
    const { stage, tally, standing, foldMs } = this.#now
    tally.count()
    const { findings, log } = stage.load
    const copies = this.#opened?.source.copies ?? []
    return {
      files: stage.source.files,
      load: this.#load,
      ...(this.#problem !== undefined && { problem: this.#problem }),
      isFollowing: this.#isFollowing,
      bytes: this.#bytes,
      // Of what is written out, only the compressed size is known.
      totalBytes: copies.length > 0 ? undefined : (this.#size ?? this.#opened?.bytes),
      events: log.length,
      entities: log.entities.length,
      errors: findings.errors,
      warnings: findings.warnings,
      types: tally.types,
      shape: tally.shape,
      time: tally.time,
      fold: standing,
      foldMs,
      memory: this.#host.memory(),
      copy: copies.length > 0 ? copies.join(', ') : undefined,
      isStale: this.#params?.isStale ?? false,
    }
  }

  #stop(): Overview {
    this.#stage.load.stop()
    return this.#overview()
  }

  #follow(on: boolean): Promise<Overview> | Overview {
    this.#isFollowing = on && !this.#isLost
    return this.#isFollowing ? this.#changed() : this.#overview()
  }

  /** What was read is not what the file has any more. */
  get #isLost(): boolean {
    return this.#load === 'cut' || this.#load === 'replaced'
  }

  async #changed(): Promise<Overview> {
    const opened = this.#opened
    if (!opened || this.#isLost) return this.#overview()
    const look = await opened.look()
    if (look.kind === 'cut' || look.kind === 'replaced') this.#lose(look.kind)
    else if (look.kind === 'grown') {
      this.#hasGrown = true
      this.#size = look.bytes
    }
    if (this.#hasGrown && this.#isFollowing && !this.#isReading && this.#load === 'done') await this.#readOn()
    return this.#overview()
  }

  #lose(how: 'cut' | 'replaced'): void {
    this.#stage.load.stop()
    this.#load = how
    this.#isFollowing = false
    this.#problem =
      how === 'cut'
        ? 'The recording was cut. What was read of it stays; it is not followed any more.'
        : 'The recording was replaced by another file, or is gone. What was read of it stays; it is not followed any more.'
    this.#soon()
  }

  /** Reads what a file has grown by, again and again while it grows meanwhile. */
  async #readOn(): Promise<void> {
    this.#isReading = true
    try {
      while (this.#hasGrown && this.#isFollowing && !this.#isLost && this.#params) {
        this.#hasGrown = false
        if (await this.#stage.load.more()) this.#grown()
        else await this.#rehold(this.#params, this.#params.limit)
      }
    } finally {
      this.#isReading = false
    }
  }

  async #renew(what: Partial<ReplayWhat>): Promise<Overview> {
    const before = this.#params
    if (!before) throw new Error('Nothing is open.')
    const params = { ...before, ...what }
    this.#params = params
    const isOther = saysOf(before) !== saysOf(params)
    // What was stopped, or is not there any more, ends where it did.
    if (isOther) await this.#rehold(params, this.#load === 'loading' ? params.limit : this.#stage.load.log.length)
    else if (foldOf(before) !== foldOf(params)) {
      await this.#now.refold(params)
      await this.#differ()
    }
    this.#soon()
    return this.#overview()
  }

  /** Reads the source anew, up to so many events; what was there is shown until all is. */
  async #rehold(params: OpenParams, limit: number | undefined): Promise<void> {
    const isLoading = this.#load === 'loading'
    const { source } = this.#opened as OpenedSource
    const { held, first } = await this.#hold(
      { ...params, ...(limit !== undefined && { limit }) },
      isLoading ? source : plainSource(source),
      true,
    )
    await (isLoading ? first : held.stage.load.done.catch(() => undefined))
    const now = this.#params ?? params
    if (saysOf(now) !== saysOf(params)) {
      // The document is another again.
      held.stage.load.stop()
      held.dispose()
      return
    }
    await held.refold(now)
    this.#now.stage.load.stop()
    this.#now.dispose()
    if (isLoading) {
      this.#load = 'loading'
      this.#show(held)
    } else this.#held = held
    await this.#lay(this.#edits, this.#spots)
    await this.#list.again(this.#moment)
    await this.#differ()
    this.#grown()
  }

  #rows(ats: readonly At[]): Promise<Row[]> {
    return rowsOf(this.#stage, ats)
  }

  async #history(entity: string, pointer: string, at: At): Promise<readonly PathChange[]> {
    const stage = this.#stage
    const { states } = this.#now
    const side = stage.timeline.isBranch ? 'branch' : 'log'
    const values = await historyOf(states, entity, parsePointer(pointer) ?? [], at, side)
    const { folded } = states.places.of(entity, side)
    return values.flatMap(({ n, old, value }) => {
      const place = folded[n]
      if (place === undefined) return []
      const message = stage.message(place)
      const time = stage.time(place)
      return {
        at: place,
        position: stage.position(place),
        message,
        type: messageName(stage, message),
        time: Number.isNaN(time) ? undefined : new Date(time).toISOString(),
        old: jsonText(old),
        value: jsonText(value),
      }
    })
  }

  async #branch(asked: readonly BranchEdit[], moment: At, signal: Cancellation): Promise<BranchView> {
    const edits: Edit[] = []
    for (const one of asked) {
      const edit = editOf(one)
      if (typeof edit === 'string') return { ...(await this.#branchView(moment)), problem: edit }
      edits.push(edit)
    }
    let branch: Branch
    try {
      branch = makeBranch(edits)
    } catch (error) {
      if (!(error instanceof BranchError)) throw error
      return { ...(await this.#branchView(moment)), problem: error.message }
    }
    const before = this.#stage.timeline
    const problem = await this.#lay(edits, branch.places, branch)
    if (problem !== undefined) return { ...(await this.#branchView(moment)), problem }
    this.#moment = before.length === 0 ? 0 : carried(this.#stage, before, Math.min(moment, before.length - 1), this.#stage.timeline)
    await this.#list.again(this.#moment)
    await this.#differ(signal)
    return this.#branchView(this.#moment)
  }

  /** Lays edits over the log; a sentence where they cannot be. */
  async #lay(edits: readonly Edit[], spots: readonly Spot[], branch: Branch = makeBranch(edits)): Promise<string | undefined> {
    const { stage, states } = this.#now
    const timeline = edits.length === 0 ? new Timeline(() => stage.load.log.length) : await timelineOf(branch, stage.timelineSource)
    if (typeof timeline === 'string') return timeline
    stage.timeline = timeline
    states.forgetBranch()
    this.#edits = edits
    this.#spots = spots
    return undefined
  }

  async #differ(signal?: Cancellation): Promise<void> {
    const { stage, states } = this.#now
    this.#differing = new Map()
    if (stage.timeline.isBranch) this.#differing = await differencesOf(stage, states, signal)
  }

  #branchView(moment: At): Promise<BranchView> {
    return branchView(this.#stage, this.#edits, this.#spots, this.#differing, moment)
  }
}

/** What decides how events are read. */
function saysOf({ model, envelope }: ReplayWhat): string {
  return JSON.stringify([model, envelope])
}

function foldOf({ fold, isTrusted }: ReplayWhat): string {
  return JSON.stringify([fold, isTrusted])
}
