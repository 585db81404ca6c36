import type { Lines } from './lines.ts'
import type { Node, Part, Span } from './node.ts'
import { Source } from './source.ts'

export type { Span } from './node.ts'

/** What the text is written in: `.json` is JSON, `.jsonc` and the editor's *JSON with Comments* is `jsonc`, all else YAML. */
export type Language = 'yaml' | 'json' | 'jsonc'

/** What is wrong with the text, told by the fast wave. */
export interface SyntaxProblem extends Span {
  readonly code: 'syntax' | 'duplicate-key' | 'unknown-tag' | 'alias' | 'alias-budget' | 'depth' | 'nul' | 'too-slow' | 'comment-in-json'
  readonly message: string
}

export interface Comment extends Span {
  /** Without its marks (`#`, `//`, or the block comment's) and the white space beside them. */
  readonly text: string
}

/** A change of the text: `from` and `to` are offsets before the change. Of several, each counts on the text that the one before it left. */
export interface Change extends Span {
  readonly insert: string
}

/** One document of the file: YAML may hold several, JSON has one. */
export interface Root {
  /** `undefined` for an empty document. */
  readonly node: Node | undefined
  /** Where `node` begins in the text. */
  readonly from: number
  /** The span of what a path names (keys of mappings, indices of sequences); through aliases and merge keys the text at the anchor. `undefined` where nothing is there. */
  locate(path: readonly string[], part: Part): Span | undefined
  /** The path of the deepest entry, item or root that holds the offset, and which part of it; for cursor to place. */
  pathAt(offset: number): { path: string[]; part: 'key' | 'value' }
}

/** A text with its tree. Immutable: a change gives another one, which shares all that was not touched. Nothing here throws, whatever the text. */
export interface SourceText {
  readonly text: string
  readonly language: Language
  /** At least one. */
  readonly roots: readonly Root[]
  /** Sorted by place. At most one `syntax` problem a root; duplicate keys and tags each. */
  readonly problems: readonly SyntaxProblem[]
  /** Stretches of YAML that are not right and could not be taken apart: what was read there is a guess, and no ground for a finding. */
  readonly guessed: readonly Span[]
  /** Comments in the order of the text (lazy). */
  readonly comments: readonly Comment[]
  readonly lines: Lines
}

/** Reads a text. A byte order mark at its start is taken away. */
export function parse(text: string, language: Language): SourceText {
  return Source.of(text, language)
}

/** The text after the changes, of which each counts on the text that the one before it left. */
export function edit(before: SourceText, changes: readonly Change[]): SourceText {
  return before instanceof Source ? before.edited(changes) : parse(changes.reduce(applied, before.text), before.language)
}

function applied(text: string, { from, to, insert }: Change): string {
  return text.slice(0, from) + insert + text.slice(to)
}
