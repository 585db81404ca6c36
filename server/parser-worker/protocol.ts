/**
 * What the server and its parser worker say to each other. Everything is plain data (structured clone), and every document is named
 * by the URI that the workspace gave it.
 */
export interface ParserRequest {
  readonly id: number
  /** The document to parse; its text is in `texts` too. */
  readonly uri: string
  /** Every file that the document reaches, as the workspace sees it, by URI. The parser reads nothing else. */
  readonly texts: Readonly<Record<string, string>>
  /** Whether only `yaml` is asked, not @asyncapi/parser: then `findings` is empty. */
  readonly strictOnly?: boolean
}

/**
 * One request has two answers, in this order: what `yaml` says, which is soon there, and what the parser says, which may take until the
 * worker is ended. `ready` comes once, when the bundle has been loaded.
 */
export type ParserAnswer =
  | { readonly type: 'ready' }
  | { readonly type: 'strict'; readonly id: number; readonly strict: readonly StrictFinding[] }
  | { readonly type: 'findings'; readonly id: number; readonly findings: readonly ParserFinding[] }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }

/** What @asyncapi/parser reports, its places named by the workspace's URIs. */
export interface ParserFinding {
  readonly uri: string
  /** Keys and indexes from the root of that file; empty for the whole document. */
  readonly path: readonly string[]
  /** Zero-based lines and UTF-16 characters, as in LSP; not there where the parser knows no place. */
  readonly range?: ParserRange
  /** The name of the parser's own rule, as `asyncapi2-tags-uniqueness`. */
  readonly code: string
  readonly severity: ParserSeverity
  readonly message: string
}

export interface ParserRange {
  readonly start: { readonly line: number; readonly character: number }
  readonly end: { readonly line: number; readonly character: number }
}

export type ParserSeverity = 'error' | 'warning' | 'info' | 'hint'

/** What YAML's strict parser refuses; offsets are UTF-16 code units from the start of the file. */
export interface StrictFinding {
  readonly uri: string
  readonly from: number
  readonly to: number
  readonly message: string
}

/** A worker as the host hands it over, the same for `worker_threads` and for the browser. Listeners are called until it is ended. */
export interface WorkerHandle {
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once when the worker ends by itself; never after `terminate`. */
  onExit(listener: (exit: WorkerExit) => void): void
  /** Ends it at once, whatever it is doing. */
  terminate(): void
}

/** `memory`: it went beyond its limit; `crash`: anything else. */
export interface WorkerExit {
  readonly reason: 'memory' | 'crash'
  readonly message: string
}

/** Starts a worker of its own; the browser's host takes the bundle's text from the client. */
export type StartWorker = () => WorkerHandle
