import { isInside, uriScheme } from '../../shared/uri.ts'
import type { Change } from '../document/source-text.ts'
import type { RuleContext } from '../rules/context.ts'
import type { Report } from '../rules/reports.ts'
import type { Rule, Severity } from '../rules/rule.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { assemble } from './assemble.ts'
import type { Baselines } from './baselines.ts'
import { configProblems } from './config-check.ts'
import type { ConfigFiles } from './config-files.ts'
import { bySubject, DocumentCheck, type RulesBySubject } from './document-check.ts'
import type { Evidence } from './draft.ts'
import { FindingStore } from './finding-store.ts'
import type { Problem } from './problem.ts'
import { RuleNames } from './rule-names.ts'
import { atOnce, inSlices, nextTurn } from './slices.ts'
import { type RunParser, SlowWave } from './slow-wave.ts'
import { WorkspaceCheck } from './workspace-check.ts'

export interface CheckerOptions {
  readonly context: RuleContext
  readonly config: ConfigFiles
  readonly baselines: Baselines
  readonly rules: readonly Rule[]
  readonly reports: readonly Report[]
  /** `undefined` leaves the slow wave out. */
  readonly parser: ParserAccess | undefined
  /** The problems of a file are others now; none when it has none, or is gone. */
  readonly publish: (file: SourceFile, problems: readonly Problem[]) => void
  /** Something about {@link Checker.progress} changed. */
  readonly onProgress: () => void
  readonly log: (message: string) => void
}

export interface ParserAccess {
  readonly run: RunParser
  readonly cancel: (uri: string) => void
  /** Milliseconds that a document rests before it is parsed. */
  readonly delay: number
  /** Gives back what the runs needed. */
  readonly end: () => void
}

/** How long the first check of a document waits for the files that it names, in milliseconds. */
const patience = 100

/**
 * Decides what is checked when. The document that was edited is checked in the next turn of the loop, however many changes came in this
 * one; those that reach it follow in slices, and a newer edit takes precedence.
 */
export class Checker {
  readonly #options: CheckerOptions
  readonly #rules: RulesBySubject
  readonly #names: RuleNames
  readonly #store = new FindingStore()
  readonly #slow: SlowWave | undefined
  readonly #checks = new Map<string, DocumentCheck[]>()
  readonly #workspaceChecks = new Map<string, WorkspaceCheck>()
  /** Files whose documents wait for a check: edited ones, and those that reach them. */
  readonly #urgent = new Set<string>()
  readonly #later = new Set<string>()
  readonly #checked = new Set<string>()
  readonly #failures = new Set<string>()
  readonly #loadingPasts = new Set<Promise<void>>()
  #workspaceIsDirty = false
  #published = new Map<string, string>()
  readonly #stamps = new Map<string, number>()
  #running: Promise<void> | undefined
  #onlyOpen = false

  constructor(options: CheckerOptions) {
    this.#options = options
    this.#rules = bySubject(options.rules)
    this.#names = new RuleNames(options.rules, options.reports)
    this.#slow =
      options.parser &&
      new SlowWave(options.context.workspace, {
        ...options.parser,
        onChange: (files) => {
          for (const uri of files) this.#publish(uri)
          options.onProgress()
        },
      })
  }

  get #workspace() {
    return this.#options.context.workspace
  }

  /** What the waves are doing. */
  get progress(): { readonly fast: 'running' | 'done'; readonly slow: 'off' | 'waiting' | 'running' | 'done' | 'stopped' } {
    const states = this.#slow?.states ?? []
    const slow =
      states.length === 0 ? 'off' : ((['running', 'waiting', 'stopped'] as const).find((state) => states.includes(state)) ?? 'done')
    return { fast: this.#running ? 'running' : 'done', slow }
  }

  /** Whether only open documents are published. */
  set onlyOpen(onlyOpen: boolean) {
    if (this.#onlyOpen === onlyOpen) return
    this.#onlyOpen = onlyOpen
    this.republish()
  }

  /** A file was opened in the editor. */
  async opened(file: SourceFile): Promise<void> {
    const loaded = this.#load(file)
    await Promise.race([loaded, new Promise<void>((resolve) => setTimeout(() => resolve(), patience))])
    this.touched(file, true)
    await loaded
  }

  /** An open file was edited. */
  changed(file: SourceFile, changes: readonly Change[]): void {
    this.#slow?.edited(file.uri, changes)
    this.touched(file, true)
    if (!this.#workspace.isLoaded(file.uri)) void this.#load(file).then(() => this.touched(file, true))
  }

  saved(file: SourceFile): void {
    for (const uri of this.#workspace.reaching(file.uri)) {
      if (this.#isFollowed(uri)) this.#slow?.request(uri, true)
    }
  }

  /** The editor let go of a file; what it says on disk was read. */
  closed(file: SourceFile): void {
    this.#send(file, [])
    this.touched(file)
    this.#slow?.forget(file.uri)
  }

  /** A file's text became another one, or it came or went. */
  touched(file: SourceFile, urgent = false): void {
    if (this.#options.config.isConfig(file.uri)) this.#publishConfig(file)
    for (const uri of this.#workspace.reaching(file.uri)) {
      if (urgent && uri === file.uri) this.#urgent.add(uri)
      else this.#later.add(uri)
      if (this.#isFollowed(uri)) this.#slow?.request(uri)
    }
    this.#workspaceIsDirty = true
    this.#start()
  }

  /** Everything is to be checked anew: a setting or a config changed. */
  checkAll(): void {
    for (const file of this.#workspace.members) this.#later.add(file.uri)
    this.#workspaceIsDirty = true
    this.#workspaceChecks.clear()
    this.#start()
  }

  /** Resolves when the fast wave has nothing left to do. */
  async idle(): Promise<void> {
    while (this.#running || this.#loadingPasts.size > 0) await Promise.all([this.#running, ...this.#loadingPasts])
  }

  /** Runs the slow wave over these documents, whether they are open or not. */
  async runSlow(uris: readonly string[]): Promise<void> {
    await Promise.all(uris.map((uri) => this.#slow?.runNow(uri)))
  }

  /** What can be found, for those who list it. */
  get rules(): readonly { readonly id: string; readonly title: string; readonly severity: Severity }[] {
    return [...this.#options.rules.map(({ meta }) => meta), ...this.#options.reports]
  }

  /** The problems of a file as they are known now, in the order of the text. */
  problemsOf(file: SourceFile): readonly Problem[] {
    if (!this.#speaksOf(file)) return []
    return assemble(file, this.#evidence(file))
  }

  /** Another number whenever the problems of a file may be others than before. */
  stampOf(file: SourceFile): number {
    return this.#stamps.get(file.uri) ?? 0
  }

  republish(): void {
    for (const uri of new Set([...this.#published.keys(), ...this.#workspace.members.map((file) => file.uri)])) this.#publish(uri)
  }

  dispose(): void {
    this.#urgent.clear()
    this.#later.clear()
    this.#slow?.dispose()
    this.#options.parser?.end()
  }

  async #load(file: SourceFile): Promise<void> {
    await Promise.all([this.#workspace.load(file.uri), this.#options.config.load(file.uri)])
    const reached = this.#workspace.reachedFrom(file.uri)
    await Promise.all(reached.map((uri) => this.#options.config.load(uri)))
    for (const uri of reached) {
      const config = this.#options.config.fileOf(uri)
      if (config) this.#publishConfig(config)
    }
    // The syntax of what is reached is spoken of for the sake of who reaches it.
    for (const uri of reached) this.#publish(uri)
  }

  #start(): void {
    if (this.#running) return
    this.#running = this.#work()
      .catch((error: unknown) => this.#options.log(`A check failed: ${messageOf(error)}`))
      .finally(() => {
        this.#running = undefined
        this.#options.onProgress()
      })
    this.#options.onProgress()
  }

  async #work(): Promise<void> {
    await nextTurn()
    for (;;) {
      const urgent = first(this.#urgent)
      const next = urgent ?? first(this.#later)
      if (next !== undefined) {
        await this.#check(next, urgent !== undefined)
      } else if (this.#workspaceIsDirty) {
        this.#workspaceIsDirty = false
        await this.#checkWorkspace()
      } else return
    }
  }

  async #check(uri: string, urgent: boolean): Promise<void> {
    this.#urgent.delete(uri)
    this.#later.delete(uri)
    const file = this.#workspace.file(uri)
    if (!urgent && file.documents.length > 0 && !this.#workspace.isLoaded(uri)) await this.#load(file)
    const steps = this.#stepsOf(file)
    const found = urgent ? atOnce(steps) : await inSlices(steps, () => this.#urgent.size > 0)
    if (!found) {
      this.#later.add(uri)
      return
    }
    this.#checked.add(uri)
    const files = this.#store.update(uri, found)
    for (const one of files.add(uri)) this.#publish(one)
    this.#loadPast(file)
  }

  /** Reads what the file is held against; once that is there, its check says more. */
  #loadPast(file: SourceFile): void {
    const loading = this.#options.baselines.load(file).then((isNew) => {
      this.#loadingPasts.delete(loading)
      if (isNew) this.historyMoved([file.uri])
    })
    this.#loadingPasts.add(loading)
  }

  /** What these files are held against is another version now. */
  historyMoved(uris: readonly string[]): void {
    if (uris.length === 0) return
    for (const uri of uris) this.#later.add(uri)
    this.#start()
  }

  *#stepsOf(file: SourceFile) {
    const roots = file.documents
    const known = this.#checks.get(file.uri) ?? []
    const checks = roots.map(
      (root) =>
        known.find((check) => check.root === root) ??
        new DocumentCheck(root, this.#rules, this.#options.context, this.#isWanted, this.#onError, (document) =>
          this.#options.baselines.historiesOf(document),
        ),
    )
    if (checks.length > 0) this.#checks.set(file.uri, checks)
    else this.#checks.delete(file.uri)
    const found = []
    for (const check of checks) found.push(...(yield* check.steps()))
    return found
  }

  async #checkWorkspace(): Promise<void> {
    for (const folder of this.#workspace.options.folders) {
      let check = this.#workspaceChecks.get(folder)
      if (!check) {
        check = new WorkspaceCheck(folder, this.#rules.workspace, this.#options.context, this.#onError)
        this.#workspaceChecks.set(folder, check)
      }
      const found = await inSlices(check.steps(), () => this.#urgent.size > 0)
      if (!found) {
        this.#workspaceIsDirty = true
        return
      }
      for (const uri of this.#store.update(`workspace ${folder}`, found)) this.#publish(uri)
    }
  }

  /** A rule that is off unless asked for runs only where a config asks. */
  readonly #isWanted = (rule: Rule, uri: string): boolean => {
    if (rule.meta.severity !== 'off') return true
    const { rules } = this.#options.config.of(uri)
    return [rule.meta.id, ...(rule.meta.aliases ?? [])].some((id) => (rules?.[id] ?? 'off') !== 'off')
  }

  readonly #onError = (rule: Rule, error: unknown): void => {
    const message = `The rule ${rule.meta.id} failed: ${messageOf(error)}`
    // A rule that fails on one document most likely fails on a thousand.
    if (!this.#failures.has(message)) this.#options.log(message)
    this.#failures.add(message)
  }

  #isFollowed(uri: string): boolean {
    const file = this.#workspace.file(uri)
    return file.isOpen && file.documents.length > 0
  }

  /** Whether the file is a document of ours, or a text in our languages that one refers to. */
  #speaksOf(file: SourceFile): boolean {
    if (file.documents.length > 0 || file.looksLikeOurs) return true
    return file.isOurLanguage && this.#workspace.reaching(file.uri).some((uri) => this.#workspace.file(uri).documents.length > 0)
  }

  #evidence(file: SourceFile): Evidence {
    const owners = this.#workspace.reaching(file.uri).filter((uri) => this.#isFollowed(uri))
    return {
      workspace: this.#workspace,
      store: this.#store,
      slow: this.#slow?.findings ?? new Map(),
      slowIsDone: owners.length > 0 && owners.every((uri) => this.#slow?.stateOf(uri) === 'done'),
      names: this.#names,
      config: this.#options.config.of(file.uri),
    }
  }

  #publish(uri: string): void {
    this.#stamps.set(uri, (this.#stamps.get(uri) ?? 0) + 1)
    const file = this.#workspace.file(uri)
    if (this.#options.config.isConfig(uri)) {
      this.#publishConfig(file)
      return
    }
    // What waits for its check is published after it: until then only half is known, or of a text that is gone.
    if (this.#urgent.has(uri) || this.#later.has(uri) || (file.documents.length > 0 && !this.#checked.has(uri))) return
    const { folders } = this.#workspace.options
    const isShown = file.isOpen || (!this.#onlyOpen && (folders.some((folder) => isInside(folder, uri)) || uriScheme(uri) === 'file'))
    this.#send(file, isShown ? this.problemsOf(file) : [])
  }

  #publishConfig(file: SourceFile): void {
    this.#send(file, configProblems(file, this.#names))
  }

  #send(file: SourceFile, problems: readonly Problem[]): void {
    const now = signature(file, problems)
    const before = this.#published.get(file.uri)
    if (before === now || (before === undefined && problems.length === 0 && !file.isOpen)) return
    if (problems.length === 0 && !file.isOpen) this.#published.delete(file.uri)
    else this.#published.set(file.uri, now)
    this.#options.publish(file, problems)
  }
}

/** Equal where a client would be shown the same. */
function signature(file: SourceFile, problems: readonly Problem[]): string {
  const lines = file.source?.lines
  return JSON.stringify([file.version, problems.map(({ found: _, span, ...shown }) => [shown, lines?.range(span)])])
}

function first(set: ReadonlySet<string>): string | undefined {
  for (const item of set) return item
  return undefined
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
