import type { History } from '../eventsource/history/history.ts'
import type { Channel } from '../model/channel.ts'
import type { Document } from '../model/document.ts'
import type { RuleContext } from '../rules/context.ts'
import type { Finding, Rule, Subjects } from '../rules/rule.ts'
import { supportedVersion } from '../spec/versions.ts'
import { Cell } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'

/** The rule that says which versions there are. */
const structureId = 'asyncapi/structure'

/** A finding with what it was found by, and of. */
export interface Found {
  readonly rule: Rule
  readonly finding: Finding
  /** The channel that the rule was called for, whose `ignore` silences it; `undefined` for rules on documents. */
  readonly channel: Channel | undefined
}

/**
 * All findings of one document, by cells: one for each rule and document, one for each channel, event source and message with all rules
 * that look at it. After an edit only those run again whose reading changed.
 */
export class DocumentCheck {
  readonly root: Cursor
  readonly #context: RuleContext
  readonly #rules: RulesBySubject
  readonly #document: Cell<readonly Found[]>[]
  #cells = new Map<unknown, Cell<readonly Found[]>>()
  readonly #isWanted: (rule: Rule, uri: string) => boolean
  readonly #onError: (rule: Rule, error: unknown) => void
  readonly #historiesOf: (document: Document) => readonly History[]

  constructor(
    root: Cursor,
    rules: RulesBySubject,
    context: RuleContext,
    isWanted: (rule: Rule, uri: string) => boolean,
    onError: (rule: Rule, error: unknown) => void,
    historiesOf: (document: Document) => readonly History[] = () => [],
  ) {
    this.root = root
    this.#context = context
    this.#rules = rules
    this.#isWanted = isWanted
    this.#onError = onError
    this.#historiesOf = historiesOf
    this.#document = rules.document.map((rule) => this.#cell(() => this.#run(rule, this.#subject, undefined)))
  }

  get #subject(): Document {
    return this.#context.model.document(this.root)
  }

  /** Works out all findings, a step at a time: the caller may do something else between two. */
  *steps(): Generator<void, readonly Found[]> {
    const found: Found[] = []
    // Only what is still there is kept for the next pass.
    const cells = new Map<unknown, Cell<readonly Found[]>>()
    const take = (more: readonly Found[]) => {
      for (const one of more) found.push(one)
    }
    const takeOf = (subject: unknown, compute: () => readonly Found[]) => {
      const cell = this.#cells.get(subject) ?? this.#cell(compute)
      cells.set(subject, cell)
      take(cell.get())
    }
    const isSupported = supportedVersion(this.root.at('asyncapi').text) !== undefined
    for (const [index, cell] of this.#document.entries()) {
      // Of a version that nobody knows nothing can be said but that.
      if (!isSupported && this.#rules.document[index]?.meta.id !== structureId) continue
      take(cell.get())
      yield
    }
    if (!isSupported) return found
    const subject = this.#subject
    for (const channel of subject.ownChannels) {
      takeOf(channel, () => this.#rules.channel.flatMap((rule) => this.#run(rule, channel, channel)))
      yield
    }
    for (const stream of this.#context.streams.streamsOf(subject)) {
      const { channel } = stream
      takeOf(stream, () => this.#rules.stream.flatMap((rule) => this.#run(rule, stream, channel)))
      yield
      for (const message of stream.messages) {
        takeOf(message, () => this.#rules.message.flatMap((rule) => this.#run(rule, message, channel)))
        yield
      }
    }
    for (const history of this.#historiesOf(subject)) {
      // What all its rules ask of each message is worked out a message at a time.
      for (const { changes } of history.pairs) if (changes) yield
      takeOf(history, () => this.#rules.history.flatMap((rule) => this.#run(rule, history, history.now?.channel)))
      yield
    }
    this.#cells = cells
    return found
  }

  #cell(compute: () => readonly Found[]): Cell<readonly Found[]> {
    return new Cell(this.root.file.clock, compute)
  }

  #run<On extends keyof Subjects>(rule: Rule<On>, subject: Subjects[On], channel: Channel | undefined): Found[] {
    const untyped = rule as unknown as Rule
    if (!this.#isWanted(untyped, this.root.uri)) return []
    try {
      return [...rule.check(subject, this.#context)].map((finding) => ({ rule: untyped, finding, channel }))
    } catch (error) {
      this.#onError(untyped, error)
      return []
    }
  }
}

export interface RulesBySubject {
  readonly document: readonly Rule<'document'>[]
  readonly channel: readonly Rule<'channel'>[]
  readonly stream: readonly Rule<'stream'>[]
  readonly message: readonly Rule<'message'>[]
  readonly workspace: readonly Rule<'workspace'>[]
  readonly history: readonly Rule<'history'>[]
}

/** Sorts rules by what they look at. */
export function bySubject(rules: readonly Rule[]): RulesBySubject {
  const on = <On extends keyof Subjects>(subject: On) => rules.filter((rule) => rule.on === subject) as unknown as Rule<On>[]
  return {
    document: on('document'),
    channel: on('channel'),
    stream: on('stream'),
    message: on('message'),
    workspace: on('workspace'),
    history: on('history'),
  }
}
