import type { Part, Span } from '../document/node.ts'
import type { History } from '../eventsource/history/history.ts'
import type { Stream, StreamMessage } from '../eventsource/stream.ts'
import type { Channel } from '../model/channel.ts'
import type { Document } from '../model/document.ts'
import type { Cursor } from '../workspace/cursor.ts'
import type { RuleContext } from './context.ts'

/** As config files write it; `off` rules are not run. */
export type Severity = 'error' | 'warning' | 'info' | 'hint' | 'off'

/** What a rule is called for, once for each. */
export interface Subjects {
  /** Every AsyncAPI document. */
  document: Document
  /** Every channel that is written out in a document, event source or not. */
  channel: Channel
  /** Every event source, where it is defined. */
  stream: Stream
  /** Every message of the set of an event source. */
  message: StreamMessage
  /** All documents of one workspace folder. */
  workspace: readonly Document[]
  /** Every event source of the baseline, beside what it is today. Related places may lie in the older version. */
  history: History
}

export type Subject = keyof Subjects

/** Where a finding stands: a part of what a cursor names, or a stretch of the scalar that stands there (offsets in its source text). */
export interface Spot {
  readonly at: Cursor
  readonly part: Part
  readonly within?: Span
}

/** One defect. It names places, never lines, so it stays right while the text around it changes. */
export interface Finding extends Spot {
  readonly message: string
  /** A quieter one than the rule's own, for a finding that is only a word to the wise; what config gives the rule still counts. */
  readonly severity?: 'warning' | 'info' | 'hint'
  readonly related?: readonly (Spot & { readonly message: string })[]
  /** What the rule's fix needs to know; plain data. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** One change of a document, by place and value; the document layer turns it into text in the author's style. */
export type Amendment =
  | { readonly do: 'set'; readonly at: Cursor; readonly value: unknown }
  /** Into the mapping at `at`; behind the key `after` where given, else at its end. */
  | { readonly do: 'insert'; readonly at: Cursor; readonly key: string; readonly value: unknown; readonly after?: string }
  /** At the end of the list at `at`. */
  | { readonly do: 'append'; readonly at: Cursor; readonly value: unknown }
  | { readonly do: 'remove'; readonly at: Cursor }
  | { readonly do: 'rename'; readonly at: Cursor; readonly key: string }

export interface Fix {
  /** In the imperative, as the light bulb shows it. */
  readonly title: string
  readonly amendments: readonly Amendment[]
  /** Whether it may be applied unseen, with others, by *fix all*: it loses nothing and needs no choice. */
  readonly safe: boolean
}

/** A text that is checked with the rule: in its test, and shown in its docs page. */
export interface Example {
  readonly title: string
  /**
   * Files of one workspace. Where the rule speaks, the line below carries marks under the text it is said of: `#^^^` in YAML, `//^^^` in
   * JSON. A text without marks is one where the rule is silent. One file is `document.yaml`; several are divided by lines `--- file: name`.
   * For rules on `history` the files in `before/` are the older version of those beside that folder.
   */
  readonly text: string
  /** What the (first) fix leaves of the document; the test holds it against the real one. */
  readonly fixed?: string
}

export interface Rule<On extends Subject = Subject> {
  readonly meta: {
    /** For ever: a renamed rule keeps its old ids as aliases. */
    readonly id: string
    readonly aliases?: readonly string[]
    readonly severity: Severity
    /** One line: what it reports. */
    readonly title: string
    /** Why it matters, a paragraph of Markdown, with its source (ES, SPEC, CR, GY, CE, KB of the contract, written out). */
    readonly background: string
    readonly whenNot?: string
    /** The editor shows it faded (LSP's tag *unnecessary*). */
    readonly unnecessary?: true
  }
  readonly on: On
  readonly examples: readonly Example[]
  /** Pure: reads cursors and nothing else. */
  check(subject: Subjects[On], context: RuleContext): Iterable<Finding>
  /** Ways to mend one finding of this rule, best first. */
  fix?(finding: Finding, context: RuleContext): readonly Fix[]
}

/** Keeps what a rule is called for in its type. */
export function defineRule<On extends Subject>(rule: Rule<On>): Rule<On> {
  return rule
}
