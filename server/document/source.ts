import { TooMuch } from './amount.ts'
import { jsonComments, yamlComments } from './comments.ts'
import { DEPTH_LIMIT } from './depth.ts'
import { GreenUnknown, inner } from './green.ts'
import { readJson } from './json/documents.ts'
import { type GoodEntry, goodEntries, movedEntries, withLostEntries } from './last-good.ts'
import { Lines } from './lines.ts'
import { allProblems, openLinks } from './links.ts'
import type { Span } from './node.ts'
import { type Left, leftAfter, NOTHING_LEFT, type ReadDocument, type Reading } from './reading.ts'
import { type Refusal, refused, refusedInsert } from './refuse.ts'
import { DocumentRoot } from './root.ts'
import type { Change, Comment, Language, SourceText, SyntaxProblem } from './source-text.ts'
import { readYaml } from './yaml/read.ts'

/** A text with its tree; see {@link SourceText}. */
export class Source implements SourceText {
  readonly text: string
  readonly language: Language
  readonly lines: Lines
  readonly roots: readonly DocumentRoot[]
  readonly problems: readonly SyntaxProblem[]
  readonly guessed: readonly Span[]
  readonly #reading: Reading | undefined
  /** The entries of each root mapping when the parser last read it without an error. */
  readonly #good: readonly (readonly GoodEntry[])[]
  #comments: readonly Comment[] | undefined

  private constructor(
    text: string,
    language: Language,
    lines: Lines,
    left: Left,
    good: readonly (readonly GoodEntry[])[],
    refusal: Refusal | undefined,
  ) {
    this.text = text
    this.language = language
    this.lines = lines
    const read = refusal ?? readText(text, language, left)
    if ('code' in read) {
      this.roots = [
        new DocumentRoot(text, new GreenUnknown(read.code === 'depth' ? 'depth' : 'syntax', 0), 0, { from: 0, to: text.length }, []),
      ]
      this.problems = [read]
      this.guessed = []
      this.#good = good
      return
    }
    this.#reading = read
    const { documents } = read
    const problems: SyntaxProblem[] = []
    const kept: (readonly GoodEntry[])[] = []
    this.roots = documents.map((document, index) => {
      const { root, found } = openDocument(text, document)
      problems.push(...found)
      const before = good.length === documents.length ? good[index] : undefined
      const answered = document.broken && before ? withLostEntries(text, root, before) : root
      kept.push(document.broken && before ? before : goodEntries(root))
      return answered
    })
    this.#good = kept
    this.guessed = documents.flatMap(({ guessed }) => guessed ?? [])
    this.problems = problems.sort((a, b) => a.from - b.from || a.to - b.to)
  }

  static of(text: string, language: Language): Source {
    const own = text.startsWith('\ufeff') ? text.slice(1) : text
    return new Source(own, language, Lines.of(own), NOTHING_LEFT, [], refused(own, language))
  }

  get comments(): readonly Comment[] {
    this.#comments ??= this.#readComments()
    return this.#comments
  }

  edited(changes: readonly Change[]): Source {
    if (changes.length === 0) return this
    let { text, lines } = this
    let left = this.#reading?.left ?? NOTHING_LEFT
    let good = this.#good
    let whole = this.#reading === undefined
    for (const change of changes) {
      const from = Math.min(Math.max(change.from, 0), text.length)
      const to = Math.min(Math.max(change.to, from), text.length)
      const { insert } = change
      text = text.slice(0, from) + insert + text.slice(to)
      lines = lines.edited(text, from, to, insert.length)
      left = leftAfter(left, { from, to, insert })
      good = good.map((entries) => movedEntries(entries, { from, to, insert }))
      whole ||= refusedInsert(insert)
    }
    if (text.startsWith('\ufeff')) return Source.of(text, this.language)
    return new Source(text, this.language, lines, left, good, whole ? refused(text, this.language) : undefined)
  }

  #readComments(): readonly Comment[] {
    if (!this.#reading) return []
    return this.language === 'yaml' ? yamlComments(this.text, this.roots) : jsonComments(this.text, this.#reading.comments ?? [])
  }
}

function readText(text: string, language: Language, left: Left): Reading | SyntaxProblem {
  try {
    const reading = language === 'yaml' ? readYaml(text, left) : readJson(text, language, left)
    if (reading) return reading
  } catch (error) {
    if (error instanceof TooMuch) return { code: 'too-slow', from: 0, to: 0, message: 'This text is not read: it has too many values.' }
    // Else it is too deep for the stack.
  }
  return { code: 'depth', from: 0, to: 0, message: 'This text cannot be read: it is nested too deep.' }
}

function openDocument(text: string, document: ReadDocument): { root: DocumentRoot; found: readonly SyntaxProblem[] } {
  const { link, base, span } = document
  if (!link) return { root: new DocumentRoot(text, undefined, span.to, span, []), found: firstSyntax(document.problems) }
  const from = base + link.at
  if (inner(link.node).height > DEPTH_LIMIT) {
    const message = `More than ${DEPTH_LIMIT} levels stand in each other here: this document is not read.`
    const problem: SyntaxProblem = { code: 'depth', from, to: Math.min(from + 1, text.length), message }
    return { root: new DocumentRoot(text, new GreenUnknown('depth', link.node.length), from, span, []), found: [problem] }
  }
  const opened = openLinks(link, base)
  const { guessed = [] } = document
  const inNodes = allProblems(link, base, opened).filter(({ code, from: at }) => code !== 'duplicate-key' || !guessed.some(holds(at)))
  const found = firstSyntax([...document.problems, ...inNodes])
  return { root: new DocumentRoot(text, opened.node, from, span, opened.anchors), found }
}

function holds(at: number): (span: Span) => boolean {
  return ({ from, to }) => from <= at && at < to
}

/** All problems, but of code `syntax` the first only: what follows it is mostly its consequence. */
function firstSyntax(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  let first: SyntaxProblem | undefined
  for (const problem of problems) if (problem.code === 'syntax' && (!first || problem.from < first.from)) first = problem
  return problems.filter((problem) => problem.code !== 'syntax' || problem === first)
}
