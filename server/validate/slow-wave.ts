import type { Change, SourceText } from '../document/source-text.ts'
import type { ParserResult } from '../parser-worker/runner.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { moved, place, type SlowFindings } from './slow-findings.ts'

/** Runs @asyncapi/parser and the strict YAML parser over the texts of a document and all that it reaches. Never rejects. */
export type RunParser = (uri: string, texts: Readonly<Record<string, string>>) => Promise<ParserResult>

export type SlowState = 'waiting' | 'running' | 'done' | 'stopped' | 'failed'

export interface SlowWaveOptions {
  readonly run: RunParser
  readonly cancel: (uri: string) => void
  /** How long a document rests before it is parsed, in milliseconds. */
  readonly delay: number
  /** The findings of a document, or its state, are others now: these files show them. */
  readonly onChange: (files: ReadonlySet<string>) => void
}

/** Keeps what the slow checks say of each document that it was asked to follow. A newer result replaces an older one as a whole. */
export class SlowWave {
  readonly #workspace: Workspace
  readonly #options: SlowWaveOptions
  readonly #findings = new Map<string, SlowFindings>()
  readonly #states = new Map<string, SlowState>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  /** For each running document the changes since its texts were taken, by file. */
  readonly #since = new Map<string, Map<string, Change[]>>()
  /** The texts that were last parsed: the same again need no second run. */
  readonly #parsed = new Map<string, readonly SourceText[]>()

  constructor(workspace: Workspace, options: SlowWaveOptions) {
    this.#workspace = workspace
    this.#options = options
  }

  stateOf(uri: string): SlowState | undefined {
    return this.#states.get(uri)
  }

  get states(): SlowState[] {
    return [...this.#states.values()]
  }

  /** All findings, by the document whose run told of them. */
  get findings(): ReadonlyMap<string, SlowFindings> {
    return this.#findings
  }

  /** Parses the document once it has rested. After a stop it is parsed again only when it was saved. */
  request(uri: string, saved = false): void {
    if (this.#findings.get(uri)?.stopped && !saved) return
    clearTimeout(this.#timers.get(uri))
    this.#setState(uri, 'waiting')
    const timer = setTimeout(() => void this.runNow(uri), this.#options.delay)
    this.#timers.set(uri, timer)
  }

  /** Parses the document at once. Resolves when its findings are there, or a newer run has taken over. */
  async runNow(uri: string): Promise<void> {
    clearTimeout(this.#timers.get(uri))
    this.#timers.delete(uri)
    const snapshot = this.#snapshot(uri)
    const before = this.#parsed.get(uri)
    const sources = [...snapshot.values()]
    if (before && before.length === sources.length && sources.every((source, i) => source === before[i])) {
      this.#setState(uri, this.#findings.get(uri)?.stopped ? 'stopped' : 'done')
      return
    }
    this.#setState(uri, 'running')
    const since = new Map<string, Change[]>()
    this.#since.set(uri, since)
    const texts = Object.fromEntries([...snapshot].map(([key, source]) => [key, source.text]))
    const result = await this.#options.run(uri, texts)
    if (this.#since.get(uri) !== since) return
    this.#since.delete(uri)
    if (result.kind === 'cancelled') return
    this.#parsed.set(uri, sources)
    if (result.kind === 'failed') return this.#setState(uri, 'failed')
    let parser = place(result.kind === 'findings' ? result.findings : [], (key) => snapshot.get(key))
    let strict: SlowFindings['strict'] = result.strict.map((finding) => ({
      finding,
      uri: finding.uri,
      span: { from: finding.from, to: finding.to },
    }))
    for (const [file, changes] of since) {
      parser = [...moved(parser, file, changes)]
      strict = moved(strict, file, changes)
    }
    this.#replace(uri, { parser, strict, stopped: result.kind === 'stopped' ? result.stopped : undefined })
    this.#setState(uri, result.kind === 'stopped' ? 'stopped' : this.#timers.has(uri) ? 'waiting' : 'done')
  }

  /** A file's text was changed: findings in it move along. */
  edited(uri: string, changes: readonly Change[]): void {
    for (const [owner, { parser, strict, stopped }] of this.#findings) {
      this.#findings.set(owner, { parser: moved(parser, uri, changes), strict: moved(strict, uri, changes), stopped })
    }
    for (const since of this.#since.values()) {
      const list = since.get(uri)
      if (list) list.push(...changes)
      else since.set(uri, [...changes])
    }
  }

  /** Lets go of a document: its findings are gone. */
  forget(uri: string): void {
    clearTimeout(this.#timers.get(uri))
    this.#timers.delete(uri)
    this.#since.delete(uri)
    this.#parsed.delete(uri)
    this.#options.cancel(uri)
    this.#states.delete(uri)
    const files = filesOf(this.#findings.get(uri))
    this.#findings.delete(uri)
    this.#options.onChange(files)
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#since.clear()
  }

  #snapshot(uri: string): Map<string, SourceText> {
    const texts = new Map<string, SourceText>()
    for (const key of this.#workspace.reachedFrom(uri)) {
      const source = this.#workspace.file(key).source
      if (source) texts.set(key, source)
    }
    return texts
  }

  #replace(uri: string, findings: SlowFindings): void {
    const files = new Set([uri, ...filesOf(this.#findings.get(uri)), ...filesOf(findings)])
    this.#findings.set(uri, findings)
    this.#options.onChange(files)
  }

  #setState(uri: string, state: SlowState): void {
    if (this.#states.get(uri) === state) return
    this.#states.set(uri, state)
    this.#options.onChange(new Set([uri]))
  }
}

function filesOf(findings: SlowFindings | undefined): Set<string> {
  return new Set([...(findings?.parser ?? []), ...(findings?.strict ?? [])].map((one) => one.uri))
}
