/**
 * What client and server say to each other beyond the Language Server Protocol. Each message is a constant that carries its method and, for the
 * compiler only, the types of what is sent and answered; both sides take them from here. Everything is plain JSON.
 */
export interface Message<Params, Result = void> {
  readonly method: string
  /** Never there at run time: it only ties the two types to the method. */
  readonly types?: (params: Params) => Result
}

/** `initializationOptions`. An editor that sends none of it is trusted and reads files by itself. */
export interface InitializationOptions {
  /** Whether the person trusts the workspace. Untrusted: no git, no code, nothing read outside the workspace, whatever the settings say. Default `true`. */
  readonly trusted?: boolean
  /** Schemes that the server cannot read by itself and asks the client for (`fsRead`, `fsList`): all but `file` on a desktop, all in the web. */
  readonly clientReads?: 'virtual' | 'all'
  /** The translated texts for the person's language, by their English; not there for English. */
  readonly texts?: Readonly<Record<string, string | { readonly message: string; readonly comment: readonly string[] }>>
}

/** Client to server, a notification: the person now trusts the workspace (trust is never taken back within a session). */
export const trustGranted: Message<Record<string, never>> = { method: 'asyncapiEventSource/trustGranted' }

/** Server to client, a notification: all that the server is doing, each time it changes. Never a difference to the one before. */
export const status: Message<ServerStatus> = { method: 'asyncapiEventSource/status' }

export interface ServerStatus {
  /** Files read so far while the workspace is searched; not there when that is over. */
  readonly reading?: { readonly done: number; readonly total: number }
  /** AsyncAPI documents known, open or not. */
  readonly documents: number
  /** Syntax, structure, references and rules. `done`: what is published is what the text says now. */
  readonly fast: 'running' | 'done'
  /**
   * @asyncapi/parser and the strict YAML parser, for open documents. `waiting`: for the person to stop typing. `stopped`: at its time or memory limit
   * in one document at least. `off`: no document is open, or it cannot be started.
   */
  readonly slow: 'off' | 'waiting' | 'running' | 'done' | 'stopped'
  /** The workspace holds too many files; only open documents and what they reach are looked at. */
  readonly onlyOpen?: boolean
}

/** Server to client, a request: the text of a file. Never an error: what cannot be read is a `problem`. */
export const fsRead: Message<FsReadParams, FsReadResult> = { method: 'asyncapiEventSource/fs/read' }

export interface FsReadParams {
  readonly uri: string
  /** Bytes; a larger file is not read. */
  readonly limit: number
}

/** `text` is decoded as UTF-8, its BOM kept; what is no UTF-8 becomes U+FFFD. */
export type FsReadResult = { readonly text: string } | { readonly problem: 'missing' | 'not-a-file' | 'too-big' | 'denied' }

/** Server to client, a request: the files below a folder that may be ours. Never an error: an unreadable folder holds nothing. */
export const fsList: Message<FsListParams, FsListResult> = { method: 'asyncapiEventSource/fs/list' }

export interface FsListParams {
  /** URI of a folder. */
  readonly folder: string
  /** At most so many files are named. */
  readonly limit: number
}

export interface FsListResult {
  /** URIs of `.yaml`, `.yml`, `.json` and `.jsonc` files without `files.exclude`, `node_modules` and dot folders. What git ignores is still in it. */
  readonly files: readonly string[]
  /** URIs of the `.gitignore` files in the same folders, for the server to read. */
  readonly ignoreFiles: readonly string[]
  /** Whether `files` is all there is. */
  readonly complete: boolean
}

/** Server to client, a request: the parser worker's bundle, a classic script. In the web only, where a server cannot read its own package. */
export const workerSource: Message<Record<string, never>, WorkerSource> = { method: 'asyncapiEventSource/workerSource' }

export interface WorkerSource {
  /** Where the script lives. To be tried first: some web hosts can start a worker from it. */
  readonly address: string
  /** The script itself, to be started from a blob. */
  readonly text: string
}

/** The scheme of texts of an older version, which only the server has: `baselineText` answers for them. */
export const baselineScheme = 'asyncapi-event-source-baseline'

/** Client to server, a request: the text of a file as it was, under a URI of {@link baselineScheme} that the server has named. `null` where it has none (any more). */
export const baselineText: Message<{ readonly uri: string }, string | null> = { method: 'asyncapiEventSource/baselineText' }
