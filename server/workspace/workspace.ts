import { isInside, resolveUri, uriKey, uriScheme } from '../../shared/uri.ts'
import type { Position } from '../document/lines.ts'
import { type Change, edit, type Language, parse, type SourceText } from '../document/source-text.ts'
import { Clock, Input } from './cells.ts'
import { type Cursor, childNode } from './cursor.ts'
import type { FileChange, Host } from './host.ts'
import { referenceSites } from './outgoing.ts'
import { isRemote, type Reference, splitReference, walkPointer } from './references.ts'
import { languageOf, SourceFile } from './source-file.ts'

/** The largest file that is read from disk, in bytes. */
export const largestFile = 5 * 1024 * 1024
/** The most files that a folder is searched for; beyond, only what is open and what it reaches. */
const mostFiles = 20_000

export interface WorkspaceOptions {
  /** URIs of the workspace folders. */
  readonly folders: readonly string[]
  /** Whether files outside every folder may be read. Off unless a trusted person's setting says so. */
  readonly readOutside: boolean
  /** Whether `http` and `https` targets may be fetched; the same holds. */
  readonly readRemote: boolean
}

/** The one door to files: what is open in an editor stands over what is on disk. Everything read through it is tracked by cells. */
export class Workspace {
  readonly clock: Clock
  readonly host: Host
  /** Files that are AsyncAPI documents by content, open or found on disk; grows and shrinks, so its readers are told. */
  readonly #files = new Map<string, SourceFile>()
  readonly #members: Input<readonly SourceFile[]>
  readonly #loading = new Map<string, Promise<void>>()
  /** For each file the files that its references name, and the same backwards. */
  readonly #outgoing = new Map<string, readonly string[]>()
  readonly #incoming = new Map<string, Set<string>>()
  readonly #options: Input<WorkspaceOptions>

  /** @param clock that of another workspace, where cells are to read from both. */
  constructor(host: Host, options: WorkspaceOptions, clock = new Clock()) {
    this.clock = clock
    this.host = host
    this.#members = new Input<readonly SourceFile[]>(clock, [])
    this.#options = new Input(this.clock, withKeys(options))
  }

  get options(): WorkspaceOptions {
    return this.#options.get()
  }

  /** Lets go of the closed files of folders that are no longer there; answers with them. */
  setOptions(options: WorkspaceOptions): SourceFile[] {
    const { folders: before } = this.options
    this.#options.set(withKeys(options))
    const { folders } = this.options
    const gone = this.files.filter(({ uri, isOpen, state }) => {
      const isHere = (folder: string) => isInside(folder, uri)
      return !isOpen && state.kind !== 'pending' && before.some(isHere) && !folders.some(isHere)
    })
    for (const file of gone) {
      file.state = { kind: 'pending' }
      this.#relink(file)
    }
    return gone
  }

  /** The file under a URI, read or not. Not loaded by this: see {@link load}. */
  file(uri: string): SourceFile {
    const key = uriKey(uri)
    let file = this.#files.get(key)
    if (!file) {
      file = new SourceFile(this, key)
      this.#files.set(key, file)
    }
    return file
  }

  /** All files that were asked for, read or not. */
  get files(): readonly SourceFile[] {
    return [...this.#files.values()]
  }

  /** All files that are AsyncAPI documents, in the order of their URIs. */
  get members(): readonly SourceFile[] {
    return this.#members.get()
  }

  open(uri: string, text: string, version: number, language: Language = languageOf(uri)): SourceFile {
    const file = this.file(uri)
    file.clientUri = uri
    file.version = version
    this.#settle(file, parse(text, language))
    return file
  }

  change(uri: string, changes: readonly Change[], version: number): SourceFile {
    const file = this.file(uri)
    file.version = version
    const source = file.source
    if (source) this.#settle(file, edit(source, changes))
    return file
  }

  /** Takes an editor's changes, each counted on the text that the one before it left; answers with them as offsets, likewise. */
  changeByPositions(uri: string, edits: readonly TextEdit[], version: number): Change[] {
    const file = this.file(uri)
    file.version = version
    let source = file.source
    if (!source) return []
    const made: Change[] = []
    for (const batch of batches(edits)) {
      const { lines, text } = source as SourceText
      const changes = batch.map(({ range, text: insert }) => ({
        from: range ? lines.offset(range.start) : 0,
        to: range ? lines.offset(range.end) : text.length,
        insert,
      }))
      source = edit(source, changes)
      made.push(...changes)
    }
    this.#settle(file, source)
    return made
  }

  /** The editor let go of it: what is on disk counts again. */
  async close(uri: string): Promise<SourceFile> {
    const file = this.file(uri)
    file.version = undefined
    await this.#read(file)
    return file
  }

  /** Takes notice of changes on disk; answers with the files whose text became another one. */
  async changedOnDisk(changes: readonly FileChange[]): Promise<SourceFile[]> {
    const touched: SourceFile[] = []
    for (const change of changes) {
      const file = this.#files.get(uriKey(change.uri))
      // A folder that goes or comes takes the files below it along.
      const concerned = file ? [file] : this.#below(uriKey(change.uri), change.type)
      if (!file && change.type !== 'deleted') concerned.push(this.file(change.uri))
      for (const one of concerned) {
        if (one.isOpen) continue
        const before = one.state
        await this.#read(one)
        if (one.state !== before) touched.push(one)
      }
    }
    return touched
  }

  #below(folder: string, type: FileChange['type']): SourceFile[] {
    if (type === 'changed') return []
    return [...this.#files.values()].filter((file) => file.uri !== folder && isInside(folder, file.uri))
  }

  /** Reads the file if it is not read yet, and all that its references reach. */
  async load(uri: string): Promise<void> {
    const seen = new Set<string>()
    let ring = [uriKey(uri)]
    while (ring.length > 0) {
      const now = ring.filter((key) => !seen.has(key))
      for (const key of now) seen.add(key)
      await Promise.all(now.map((key) => this.#loadOne(key)))
      ring = now.flatMap((key) => [...(this.#outgoing.get(key) ?? [])])
    }
  }

  /** Whether some file that the document reaches is still to be read. */
  isLoaded(uri: string): boolean {
    return this.reachedFrom(uri).every((key) => !this.mayRead(key) || this.file(key).state.kind !== 'pending')
  }

  async #loadOne(key: string): Promise<void> {
    const file = this.file(key)
    if (file.state.kind !== 'pending' || !this.mayRead(key)) return
    let loading = this.#loading.get(key)
    if (!loading) {
      loading = this.#read(file).finally(() => this.#loading.delete(key))
      this.#loading.set(key, loading)
    }
    await loading
  }

  /** Whether a file may be read at all: inside a workspace folder, or anywhere on its scheme or over the network when a setting says so. */
  mayRead(key: string): boolean {
    return this.whyForbidden(key) === undefined
  }

  whyForbidden(key: string): 'outside' | 'remote' | undefined {
    const { folders, readOutside, readRemote } = this.options
    if (isRemote(key)) return readRemote ? undefined : 'remote'
    if (this.#files.get(key)?.isOpen) return undefined
    if (folders.some((folder) => isInside(folder, key))) return undefined
    return readOutside && folders.every((folder) => uriScheme(folder) === uriScheme(key)) ? undefined : 'outside'
  }

  #fetch(uri: string) {
    const { folders, readOutside } = this.options
    return this.host.read(uri, largestFile, readOutside ? undefined : folders)
  }

  async #read(file: SourceFile): Promise<void> {
    const result = this.mayRead(file.uri)
      ? await this.#fetch(file.uri).catch(() => ({ problem: 'missing' as const }))
      : { problem: 'denied' as const }
    // The editor may have opened it meanwhile.
    if (file.isOpen) return
    if ('problem' in result) {
      if (file.state.kind === 'unreadable' && file.state.problem === result.problem) return
      file.state = { kind: 'unreadable', problem: result.problem }
      this.#relink(file)
      return
    }
    const text = decodeText(result.bytes)
    if (file.source?.text === text) return
    this.#settle(file, parse(text, languageOf(file.uri)))
  }

  #settle(file: SourceFile, source: ReturnType<typeof parse>): void {
    if (source === file.source) return
    file.state = { kind: 'text', source }
    this.#relink(file)
  }

  /** Brings edges and membership in line with the file's text. */
  #relink(file: SourceFile): void {
    const targets = new Set<string>()
    for (const root of file.source?.roots ?? []) {
      for (const text of referenceSites(root.node).files) {
        const uri = this.uriOf(file.uri, text)
        if (uri && uri !== file.uri) targets.add(uri)
      }
    }
    for (const old of this.#outgoing.get(file.uri) ?? []) {
      if (!targets.has(old)) this.#incoming.get(old)?.delete(file.uri)
    }
    for (const target of targets) {
      let incoming = this.#incoming.get(target)
      if (!incoming) this.#incoming.set(target, (incoming = new Set()))
      incoming.add(file.uri)
    }
    this.#outgoing.set(file.uri, [...targets])
    const members = this.#members.get()
    const belongs = file.documents.length > 0
    if (belongs === members.includes(file)) return
    const next = belongs ? [...members, file].sort((a, b) => (a.uri < b.uri ? -1 : 1)) : members.filter((member) => member !== file)
    this.#members.set(next)
  }

  /** The files that `uri` reaches through references, itself first. */
  reachedFrom(uri: string): string[] {
    return closure(uriKey(uri), (key) => this.#outgoing.get(key) ?? [])
  }

  /** The files that reach `uri` through references, itself first. */
  reaching(uri: string): string[] {
    return closure(uriKey(uri), (key) => this.#incoming.get(key) ?? [])
  }

  /** The URI that a reference without its fragment names; `undefined` for a relative one in a document without a folder. */
  uriOf(base: string, file: string): string | undefined {
    if (file === '') return base
    if (uriScheme(base) !== 'untitled') return resolveUri(base, file)
    const [folder, another] = this.options.folders
    return resolveUri(folder !== undefined && another === undefined ? `${folder}/untitled` : base, file)
  }

  /** What the `$ref` of the mapping at `site` leads to: one step, not the chain's end. */
  resolve(site: Cursor, seen: ReadonlySet<Cursor> = new Set([site])): Reference {
    const value = childNode(site.node, '$ref')
    if (value?.kind !== 'scalar' || typeof value.value !== 'string') return { kind: 'malformed', why: 'not-a-text' }
    const split = splitReference(value.value)
    if (split.file === '') return split.path ? walkPointer(site.root, split.path, seen) : { kind: 'malformed', why: 'no-slash' }
    const uri = this.uriOf(site.uri, split.file)
    if (uri === undefined) return { kind: 'no-base' }
    const file = this.file(uri)
    const { standing } = file
    const why = file === site.file ? undefined : this.whyForbidden(uri)
    if (why) return { kind: 'forbidden', uri, why }
    if (standing === 'pending') return { kind: 'pending', uri }
    if (standing === 'outside') return { kind: 'forbidden', uri, why: 'outside' }
    if (standing !== 'text') return { kind: 'no-file', uri, problem: standing }
    return split.path ? walkPointer(file.referenced, split.path, seen) : { kind: 'malformed', why: 'no-slash' }
  }

  /** Looks for documents of ours in all folders. `onProgress` is told how many of how many files were looked at. */
  async scan(onProgress: (done: number, all: number) => void, isCancelled: () => boolean): Promise<{ complete: boolean }> {
    let complete = true
    const files: string[] = []
    for (const folder of this.options.folders) {
      const listing = await this.host.list(folder, mostFiles + 1 - files.length)
      complete &&= listing.complete
      files.push(...listing.files.map(uriKey))
    }
    if (!complete || files.length > mostFiles) return { complete: false }
    let done = 0
    const queue = files.values()
    const reader = async () => {
      for (const key of queue) {
        if (isCancelled()) return
        await this.meet(key)
        onProgress(++done, files.length)
      }
    }
    await Promise.all(Array.from({ length: 16 }, reader))
    return { complete }
  }

  /** Reads a file and keeps it if it may be ours: the word is looked for in the bytes before anything is parsed. */
  async meet(uri: string): Promise<void> {
    const key = uriKey(uri)
    const known = this.#files.get(key)
    if (known && known.state.kind !== 'pending') return
    const result = await this.#fetch(key).catch(() => ({ problem: 'missing' as const }))
    if (!('bytes' in result) || !mentions(result.bytes, 'asyncapi')) return
    const file = this.file(key)
    if (file.isOpen || file.state.kind !== 'pending') return
    this.#settle(file, parse(decodeText(result.bytes), languageOf(key)))
  }
}

/** An edit as LSP has it; without a range it replaces the whole text. */
export interface TextEdit {
  readonly range?: { readonly start: Position; readonly end: Position }
  readonly text: string
}

/**
 * Edits whose positions may be counted on one text: each lies before the one that precedes it in the list, as editors send the edits of
 * several cursors. A tree is then made once for all of them.
 */
function* batches(edits: readonly TextEdit[]): Iterable<TextEdit[]> {
  let batch: TextEdit[] = []
  for (const edit of edits) {
    const last = batch.at(-1)
    const fits = !last || (last.range && edit.range && isBefore(edit.range.end, last.range.start))
    if (!fits) {
      yield batch
      batch = []
    }
    batch.push(edit)
  }
  if (batch.length > 0) yield batch
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character)
}

function closure(start: string, next: (key: string) => Iterable<string>): string[] {
  const found = new Set([start])
  for (const key of found) for (const other of next(key)) found.add(other)
  return [...found]
}

function withKeys(options: WorkspaceOptions): WorkspaceOptions {
  return { ...options, folders: options.folders.map((folder) => uriKey(folder).replace(/\/$/, '')) }
}

/** UTF-8, or UTF-16 where a byte order mark says so; bytes that are neither become U+FFFD. */
function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}

/** Whether the bytes hold the word, in UTF-8 or UTF-16. */
function mentions(bytes: Uint8Array, word: string): boolean {
  const first = word.charCodeAt(0)
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (matchesAt(bytes, at, word, 1) || matchesAt(bytes, at, word, 2)) return true
  }
  return false
}

function matchesAt(bytes: Uint8Array, at: number, word: string, stride: number): boolean {
  for (let i = 1; i < word.length; i++) if (bytes[at + i * stride] !== word.charCodeAt(i)) return false
  return true
}
