import { baselineScheme } from '../../shared/protocol.ts'
import { uriFolder, uriKey } from '../../shared/uri.ts'
import { Histories, type Past as PastDocument, revisionsOf } from '../eventsource/history/histories.ts'
import type { History } from '../eventsource/history/history.ts'
import type { Document } from '../model/document.ts'
import type { RuleContext } from '../rules/context.ts'
import { Input } from '../workspace/cells.ts'
import type { Revision } from '../workspace/host.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import type { ConfigFiles } from './config-files.ts'
import { Past } from './past.ts'

/** What the command line names as the baseline: a revision over those of config files, or files beside the ones that are checked. */
export type BaselineChoice =
  | { readonly kind: 'revision'; readonly revision: string }
  | {
      readonly kind: 'files'
      /** The older file for one that is checked; `undefined` where it has none. */
      readonly counterpart: (uri: string) => string | undefined
      /** The folders in which older files and what they refer to lie. */
      readonly folders: readonly string[]
    }

/** An older version that a person asks for, whatever channels, config files and the command line name. */
export type Asked =
  | { readonly kind: 'mergeBase' }
  | { readonly kind: 'revision'; readonly revision: string }
  | { readonly kind: 'file'; readonly uri: string }

export interface BaselinesOptions {
  readonly choice?: BaselineChoice
  /** Whether older versions may be asked for: not in a workspace that is not trusted. */
  readonly isAllowed: () => boolean
  /** Whether every document is looked up, and not only open ones and those with event sources. */
  readonly all: boolean
  /** Told once why history is not checked; `isMistake` where somebody asked for a version that is not there. */
  readonly inform: (message: string, isMistake: boolean) => void
}

/** Which older version each document is held against. Versions are read when they are first asked for, and kept until HEAD moves. */
export class Baselines {
  readonly #context: RuleContext
  readonly #config: ConfigFiles
  readonly #options: BaselinesOptions
  readonly #histories: Histories
  /** By file and revision. */
  readonly #found = new Map<string, Input<Past | undefined>>()
  readonly #loads = new Map<string, Promise<boolean>>()
  readonly #wanted = new Map<string, { readonly uri: string; readonly revision: string | undefined }>()
  /** By folder and revision. */
  readonly #commits = new Map<string, Promise<string | undefined>>()
  readonly #pasts = new Map<string, Past>()
  /** Of files that were named as older ones, those that they are held against. */
  readonly #originals = new Map<string, string>()
  /** Files that were asked for as older versions. */
  readonly #files = new Map<string, Past>()
  readonly #informed = new Set<string>()

  constructor(context: RuleContext, config: ConfigFiles, options: BaselinesOptions) {
    this.#context = context
    this.#config = config
    this.#options = options
    this.#histories = new Histories(context.streams)
  }

  /** The event sources of a document's older version beside what they are today, as far as that version is read. Tracked. */
  historiesOf(document: Document): History[] {
    return this.#histories.of(document, this.#past(document, undefined), (revision) => this.#past(document, revision))
  }

  /** The same beside a version that was asked for, as {@link loadAsked} has read it. Tracked. */
  historiesAsked(document: Document, asked: Asked): History[] {
    const past =
      asked.kind === 'file' ? this.#pastIn(this.#files.get(uriKey(asked.uri)), document, asked.uri) : this.#pastAt(document, asked)
    return this.#histories.of(document, past, () => past)
  }

  /** Reads a version that was asked for; a file of the workspace each time anew, for it may have been saved. Never rejects. */
  async loadAsked(uri: string, asked: Asked): Promise<void> {
    if (asked.kind !== 'file') {
      await this.#loadOnce(uri, asked.kind === 'revision' ? asked.revision : undefined)
      return
    }
    const { host, options } = this.#context.workspace
    const read: ConstructorParameters<typeof Past>[0] = (file, limit, within) => host.read(file, limit, within)
    const past = this.#newPast(read, [...options.folders, asked.uri], (file) => file)
    await past.load(uriKey(asked.uri)).catch(() => undefined)
    this.#files.set(uriKey(asked.uri), past)
  }

  /** How a person calls what a file is held against: `named` is what its channel says; `undefined` where there is nothing. */
  async nameOf(uri: string, named: string | undefined): Promise<string | undefined> {
    const revision = this.#revision(uri, named)
    if (revision !== undefined) return revision
    const base = await this.#commit(uri, undefined)
    if (base === undefined) return undefined
    return base === (await this.#commit(uri, 'HEAD')) ? 'the last commit' : 'the merge base'
  }

  /** Tags and branches that a file can be held against, the newest first. Never rejects. */
  async revisions(uri: string): Promise<readonly Revision[]> {
    const { host } = this.#context.workspace
    if (!host.revisions || !this.#options.isAllowed()) return []
    return host.revisions(uriFolder(uri) ?? uri).catch(() => [])
  }

  /** Reads what the documents of a file are held against. Resolves to whether there is more to say now. Never rejects. */
  async load(file: SourceFile): Promise<boolean> {
    if (file.documents.length === 0) return false
    const { model, streams } = this.#context
    const documents = file.documents.map((root) => model.document(root))
    const isWorth = this.#options.all || file.isOpen || documents.some((document) => streams.streamsOf(document).length > 0)
    if (!isWorth) return false
    const revisions = new Set([undefined, ...documents.flatMap((document) => revisionsOf(document, streams))])
    const news = await Promise.all([...revisions].map((revision) => this.#loadOnce(file.uri, this.#revision(file.uri, revision))))
    return news.includes(true)
  }

  /**
   * Looks whether HEAD, or what a revision names, has moved.
   * @param uri a file: only if the version of its folder has moved is anything read anew.
   * @returns the files that are held against another version now.
   */
  async refresh(uri?: string): Promise<string[]> {
    if (uri !== undefined && !(await this.#hasMoved(uri))) return []
    this.#commits.clear()
    this.#loads.clear()
    const all = [...this.#wanted.values()]
    const news = await Promise.all(all.map((one) => this.#loadOnce(one.uri, one.revision)))
    const used = new Set([...this.#found.values()].map((input) => input.get()))
    for (const [commit, past] of this.#pasts) if (!used.has(past)) this.#pasts.delete(commit)
    return [...new Set(all.filter((_, i) => news[i]).map((one) => one.uri))]
  }

  /** The old file under a URI of {@link baselineScheme}, or one that was asked for; `undefined` where it is none that was read. */
  file(uri: string): SourceFile | undefined {
    const key = uriKey(uri)
    for (const { workspace } of [...this.#pasts.values(), ...this.#files.values()]) {
      const file = workspace.files.find(({ clientUri }) => uriKey(clientUri) === key)
      if (file?.source) return file
    }
    return undefined
  }

  /** The text of {@link file}. */
  text(uri: string): string | undefined {
    return this.file(uri)?.source?.text
  }

  #past(document: Document, asked: string | undefined): PastDocument | undefined {
    const { uri } = document
    return this.#pastIn(this.#input(uri, this.#revision(uri, asked)).get(), document, this.#counterpart(uri) ?? uri)
  }

  #pastAt(document: Document, asked: Exclude<Asked, { kind: 'file' }>): PastDocument | undefined {
    const { uri } = document
    return this.#pastIn(this.#input(uri, asked.kind === 'revision' ? asked.revision : undefined).get(), document, uri)
  }

  #pastIn(past: Past | undefined, { root }: Document, uri: string): PastDocument | undefined {
    if (!past) return undefined
    const older = past.workspace.file(uriKey(uri)).documents[root.file.documents.indexOf(root)]
    return older && { document: past.model.document(older), streams: past.streams }
  }

  /** What the channel names (`asked`) wins over the command line's revision, that over the config's. */
  #revision(uri: string, asked: string | undefined): string | undefined {
    const { choice } = this.#options
    if (choice?.kind === 'files') return undefined
    return asked ?? (choice ? choice.revision : this.#config.of(uri).baseline)
  }

  #input(uri: string, revision: string | undefined): Input<Past | undefined> {
    const key = keyOf(uri, revision)
    let input = this.#found.get(key)
    if (!input) this.#found.set(key, (input = new Input<Past | undefined>(this.#context.workspace.clock, undefined)))
    return input
  }

  #loadOnce(uri: string, revision: string | undefined): Promise<boolean> {
    const key = keyOf(uri, revision)
    let loading = this.#loads.get(key)
    if (!loading) {
      this.#wanted.set(key, { uri, revision })
      loading = this.#loadNow(uri, revision).catch(() => false)
      this.#loads.set(key, loading)
      return loading
    }
    return loading.then(() => false)
  }

  async #loadNow(uri: string, revision: string | undefined): Promise<boolean> {
    const past = await this.#open(uri, revision)
    const older = past && (await past.load(this.#counterpart(uri) ?? uri))
    const input = this.#input(uri, revision)
    const before = input.get()
    // A file that was not there then is new, and has no history.
    input.set(older?.source ? past : undefined)
    return input.get() !== before
  }

  async #open(uri: string, revision: string | undefined): Promise<Past | undefined> {
    const { choice } = this.#options
    const { host } = this.#context.workspace
    if (choice?.kind === 'files') {
      const older = this.#counterpart(uri)
      if (older === undefined) return undefined
      this.#originals.set(older, uri)
      return this.#pastOf(
        'files',
        (file, limit, within) => host.read(file, limit, within),
        choice.folders,
        (file) => file,
      )
    }
    const commit = await this.#commit(uri, revision)
    if (commit === undefined || !host.readAt) return undefined
    const readAt = host.readAt.bind(host)
    // The path of the file, and the commit as the query.
    const shown = (file: string) => `${baselineScheme}${file.slice(file.indexOf(':'))}?${commit}`
    return this.#pastOf(commit, (file, limit) => readAt(commit, file, limit), this.#context.workspace.options.folders, shown)
  }

  #pastOf(id: string, read: ConstructorParameters<typeof Past>[0], folders: readonly string[], shown: (uri: string) => string): Past {
    let past = this.#pasts.get(id)
    if (!past) this.#pasts.set(id, (past = this.#newPast(read, folders, shown)))
    return past
  }

  #newPast(read: ConstructorParameters<typeof Past>[0], folders: readonly string[], shown: (uri: string) => string): Past {
    const { clock, options } = this.#context.workspace
    return new Past(
      read,
      { folders, readOutside: options.readOutside, readRemote: false },
      clock,
      { matchingPattern: (file, ...channel) => this.#config.matchingPattern(this.#originals.get(file) ?? file, ...channel) },
      shown,
    )
  }

  #counterpart(uri: string): string | undefined {
    const { choice } = this.#options
    const older = choice?.kind === 'files' ? choice.counterpart(uri) : uri
    return older === undefined ? undefined : uriKey(older)
  }

  #commit(uri: string, revision: string | undefined): Promise<string | undefined> {
    const folder = uriFolder(uri) ?? uri
    const key = keyOf(folder, revision)
    let commit = this.#commits.get(key)
    if (!commit) this.#commits.set(key, (commit = this.#findCommit(folder, revision)))
    return commit
  }

  async #findCommit(folder: string, revision: string | undefined): Promise<string | undefined> {
    const { host } = this.#context.workspace
    if (!host.mergeBase || !host.commitAt || !this.#options.isAllowed()) return undefined
    const commit = revision === undefined ? await host.mergeBase(folder) : await host.commitAt(revision, folder)
    if (commit !== undefined) return commit
    if (revision === undefined || (await host.mergeBase(folder)) === undefined)
      this.#inform('History is not checked where there is no git repository, or no commit in it.', false)
    else this.#inform(`History is not checked against "${revision}": the repository has no such revision.`, true)
    return undefined
  }

  /** Whether the version that a file's folder was last held against is another one now. */
  async #hasMoved(uri: string): Promise<boolean> {
    const folder = uriFolder(uri) ?? uri
    const revision = this.#revision(uri, undefined)
    const before = this.#commits.get(keyOf(folder, revision))
    return before !== undefined && (await before) !== (await this.#findCommit(folder, revision))
  }

  #inform(message: string, isMistake: boolean): void {
    if (this.#informed.has(message)) return
    this.#informed.add(message)
    this.#options.inform(message, isMistake)
  }
}

function keyOf(where: string, revision: string | undefined): string {
  return `${where}\n${revision ?? ''}`
}
