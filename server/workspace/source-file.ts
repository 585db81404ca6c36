import { uriEnding } from '../../shared/uri.ts'
import type { Language, SourceText } from '../document/source-text.ts'
import { Cell, type Clock, Input } from './cells.ts'
import { Cursor } from './cursor.ts'
import type { ReadProblem } from './host.ts'
import type { Workspace } from './workspace.ts'

export type FileState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'unreadable'; readonly problem: ReadProblem }
  | { readonly kind: 'text'; readonly source: SourceText }

/** `text` where the file could be read, `pending` before that, else why not. */
export type Standing = 'pending' | 'text' | ReadProblem

/** A file as the workspace sees it: the editor's text while it is open there, else what is on disk. */
export class SourceFile {
  readonly uri: string
  readonly workspace: Workspace
  readonly #state: Input<FileState>
  readonly #count: Cell<number>
  readonly #standing: Cell<Standing>
  readonly #roots: Cursor[] = []
  /** The editor's version while it is open. */
  version: number | undefined
  /** The URI as the editor spells it. */
  clientUri: string

  constructor(workspace: Workspace, uri: string) {
    this.uri = uri
    this.clientUri = uri
    this.workspace = workspace
    this.#state = new Input<FileState>(workspace.clock, { kind: 'pending' })
    this.#standing = new Cell(workspace.clock, () => {
      const state = this.#state.get()
      return state.kind === 'unreadable' ? state.problem : state.kind
    })
    this.#count = new Cell(workspace.clock, () => this.source?.roots.length ?? 0)
  }

  get clock(): Clock {
    return this.workspace.clock
  }

  get isOpen(): boolean {
    return this.version !== undefined
  }

  get state(): FileState {
    return this.#state.get()
  }

  set state(state: FileState) {
    if (!this.#state.set(state)) return
    const roots = state.kind === 'text' ? state.source.roots : []
    for (const [document, root] of this.#roots.entries()) root?.update(roots[document]?.node)
  }

  /** Whether there is a text, whatever it is: an edit does not change it. */
  get standing(): Standing {
    return this.#standing.get()
  }

  /** The text and its tree; `undefined` while it is not read, or cannot be. */
  get source(): SourceText | undefined {
    const state = this.#state.get()
    return state.kind === 'text' ? state.source : undefined
  }

  /** The root of one YAML document of the file; it need not exist. */
  root(document = 0): Cursor {
    let root = this.#roots[document]
    if (!root) {
      const state = this.#state.peek()
      root = new Cursor(this, document, undefined, '', state.kind === 'text' ? state.source.roots[document]?.node : undefined)
      this.#roots[document] = root
    }
    return root
  }

  /** The roots of all its YAML documents. */
  get roots(): Cursor[] {
    return Array.from({ length: this.#count.get() }, (_, index) => this.root(index))
  }

  /** The roots that are AsyncAPI documents: a mapping with a key `asyncapi`, whatever its value. */
  get documents(): Cursor[] {
    return this.roots.filter((root) => root.at('asyncapi').exists)
  }

  /** Whether a document that cannot be read as one seems to be ours: it is broken, and a line begins with `asyncapi:`. */
  get looksLikeOurs(): boolean {
    const source = this.source
    return source !== undefined && source.problems.length > 0 && /^[ \t{]*["']?asyncapi["']?[ \t]*:/m.test(source.text)
  }

  /** Whether the file's name says that it holds YAML or JSON of ours to be spoken of; what is referred to may be anything. */
  get isOurLanguage(): boolean {
    return this.isOpen || ['.yaml', '.yml', '.json', '.jsonc'].includes(uriEnding(this.uri))
  }

  /** Which document a reference from elsewhere means: the first AsyncAPI document, else the first of all. */
  get referenced(): Cursor {
    return this.documents[0] ?? this.root(0)
  }
}

/** The language of a file by its name. */
export function languageOf(uri: string): Language {
  const ending = uriEnding(uri)
  if (ending === '.jsonc') return 'jsonc'
  return ending === '.json' || ending === '.avsc' ? 'json' : 'yaml'
}
