import type { FsListParams, FsListResult, FsReadParams, FsReadResult } from '../shared/protocol.ts'

/** VS Code's file system and search, as far as the server asks for them. */
export interface Files {
  /** `type` is a `vscode.FileType`, `size` in bytes. Rejects where there is no such file. */
  stat(uri: string): PromiseLike<{ readonly type: number; readonly size: number }>
  read(uri: string): PromiseLike<Uint8Array>
  /** URIs below a folder, at most `limit`; `files.exclude` holds beside `exclude`. */
  find(folder: string, include: string, exclude: string, limit: number): PromiseLike<string[]>
}

export interface Decoder {
  decode(bytes: Uint8Array): string
}

/** `vscode.FileType.File`; a link to a file has another bit beside it. */
const fileBit = 1

/** For `fsRead`: the text of a file, or why there is none. */
export async function readText(files: Files, decoder: Decoder, { uri, limit }: FsReadParams): Promise<FsReadResult> {
  try {
    const { type, size } = await files.stat(uri)
    if ((type & fileBit) === 0) return { problem: 'not-a-file' }
    if (size > limit) return { problem: 'too-big' }
    const bytes = await files.read(uri)
    return bytes.byteLength > limit ? { problem: 'too-big' } : { text: decoder.decode(bytes) }
  } catch (error) {
    return { problem: codeOf(error) === 'NoPermissions' ? 'denied' : 'missing' }
  }
}

/** One pair of braces each: VS Code's search finds nothing at all for braces within braces. */
const include = '**/{*.yaml,*.yml,*.json,*.jsonc,.gitignore}'
/** The last star keeps files whose own name begins with a dot: VS Code's globs take `x/**` for `x` too. */
const exclude = '**/{node_modules,.*}/**/*'

/** For `fsList`: one search finds the documents and the files that say what git ignores. */
export async function listFiles(files: Files, { folder, limit }: FsListParams): Promise<FsListResult> {
  try {
    const found = await files.find(folder, include, exclude, limit + 1)
    const ignoreFiles = found.filter((uri) => uri.endsWith('/.gitignore'))
    const documents = found.filter((uri) => !uri.endsWith('/.gitignore'))
    return { files: documents.slice(0, limit), ignoreFiles, complete: found.length <= limit }
  } catch {
    return { files: [], ignoreFiles: [], complete: false }
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}
