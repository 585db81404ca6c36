/** What the core needs of its surroundings; nothing else in the core does I/O. URIs are keys (`shared/uri.ts`). */
export interface Host {
  /** The bytes of a plain file of at most `limit` bytes. No link is followed out of the folders in `within`; `undefined` allows any. */
  read(uri: string, limit: number, within: readonly string[] | undefined): Promise<ReadResult>
  /** The documents below a folder that may be ours (`.yaml .yml .json .jsonc`, without what is excluded or ignored), at most `limit`. */
  list(folder: string, limit: number): Promise<Listing>
  /** A file as it was at a commit, whatever stands there today. Not there where no version control is at hand, like the two below. */
  readAt?(commit: string, uri: string, limit: number): Promise<ReadResult>
  /** The commit that a revision or tag names in the repository that holds a folder; `undefined` where there is no such revision, or no repository. */
  commitAt?(revision: string, folder: string): Promise<string | undefined>
  /** Where the branch that is checked out left the default branch, else the commit that is checked out; `undefined` where there is none. */
  mergeBase?(folder: string): Promise<string | undefined>
  /** Tags and branches of the repository that holds a folder, the newest first; empty where there is none. */
  revisions?(folder: string): Promise<readonly Revision[]>
}

export interface Revision {
  readonly name: string
  readonly kind: 'tag' | 'branch'
  /** When its commit was made, in ISO 8601. */
  readonly time: string
  /** The first line of what its commit says. */
  readonly subject: string
}

export type ReadResult = { readonly bytes: Uint8Array } | { readonly problem: ReadProblem }

/** `missing`: not there. `not-a-file`: a folder, socket or device. `too-big`: above the limit. `denied`: no right. `outside`: a link that leaves the workspace. */
export type ReadProblem = 'missing' | 'not-a-file' | 'too-big' | 'denied' | 'outside'

export interface Listing {
  readonly files: readonly string[]
  /** Whether `files` is all there is. */
  readonly complete: boolean
}

export interface FileChange {
  readonly uri: string
  readonly type: 'created' | 'changed' | 'deleted'
}
