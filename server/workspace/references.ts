import { parsePointer } from '../../shared/pointer.ts'
import { uriScheme } from '../../shared/uri.ts'
import type { Cursor } from './cursor.ts'
import type { ReadProblem } from './host.ts'

/** What a `$ref` leads to. */
export type Reference =
  | { readonly kind: 'found'; readonly target: Cursor }
  /** No text, or no reference at all (`null`, a number, a pointer without its slash). */
  | { readonly kind: 'malformed'; readonly why: 'not-a-text' | 'no-slash' }
  | { readonly kind: 'no-file'; readonly uri: string; readonly problem: Exclude<ReadProblem, 'outside'> }
  /** The file is there; `missing` is the first segment that is not. */
  | { readonly kind: 'no-pointer'; readonly uri: string; readonly missing: string; readonly known: readonly string[] }
  /** Not read, because no setting allows it. */
  | { readonly kind: 'forbidden'; readonly uri: string; readonly why: 'outside' | 'remote' }
  /** A relative path in a document that has no folder. */
  | { readonly kind: 'no-base' }
  /** Not read yet: nothing is known, so nothing is said. */
  | { readonly kind: 'pending'; readonly uri: string }
  | { readonly kind: 'circle' }

/** A reference text taken apart (RFC 3986, RFC 6901): escapes of the fragment are undone. */
export interface ReferenceText {
  /** Empty for the document itself. */
  readonly file: string
  /** `undefined` where the fragment is no pointer. */
  readonly path: readonly string[] | undefined
}

export function splitReference(text: string): ReferenceText {
  const hash = text.indexOf('#')
  const file = hash < 0 ? text : text.slice(0, hash)
  const fragment = hash < 0 ? '' : text.slice(hash + 1)
  return { file, path: parsePointer(fragment)?.map(unescapePercent) }
}

function unescapePercent(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

export function isRemote(uri: string): boolean {
  const scheme = uriScheme(uri)
  return scheme === 'http' || scheme === 'https'
}

/**
 * Walks a pointer down from `root`. A `$ref` on the way is followed where the key is not written beside it, as the readers of the field do.
 * `seen` holds the references that are being followed, for a document may name itself.
 */
export function walkPointer(root: Cursor, path: readonly string[], seen: ReadonlySet<Cursor>): Reference {
  const direct = root.at(...path)
  if (direct.exists) return { kind: 'found', target: direct }
  let cursor = root
  for (const segment of path) {
    let child = cursor.at(segment)
    if (!child.exists && cursor.has('$ref')) {
      if (seen.has(cursor)) return { kind: 'circle' }
      const through = cursor.file.workspace.resolve(cursor, new Set([...seen, cursor]))
      if (through.kind !== 'found') return through
      let target: Cursor | undefined = through.target
      if (target.has('$ref') && !target.has(segment)) target = target.target
      if (!target) return { kind: 'circle' }
      cursor = target
      child = cursor.at(segment)
    }
    if (!child.exists) {
      if (cursor.kind === 'unknown') return { kind: 'pending', uri: cursor.uri }
      return { kind: 'no-pointer', uri: cursor.uri, missing: segment, known: cursor.keys }
    }
    cursor = child
  }
  return { kind: 'found', target: cursor }
}
