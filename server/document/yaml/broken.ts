import type { Tree } from '@lezer/common'
import { GreenEntry, GreenItem, GreenMapping, GreenScalar, GreenSequence, GreenUnknown, inner, type Link, type Pair } from '../green.ts'
import { duplicateKeys } from '../key.ts'
import type { Span } from '../node.ts'
import { parseStrict, parseTolerant } from '../parse-tree.ts'
import { fragmentsWithin, type Left, type ReadDocument } from '../reading.ts'
import type { SyntaxProblem } from '../source-text.ts'
import { isBroken, readDocuments } from './documents.ts'
import { NO_COLON } from './error.ts'
import { yamlParser } from './parser.ts'
import { type Block, blockWithin, nestedBlock, type Unit } from './units.ts'

/** How far a text is taken apart: each level costs a look at all that is left. */
const DEEPEST = 40

/** What a stretch of a broken text gave. */
interface Part {
  readonly span: Span
  readonly link: Link
}

/**
 * Reads a document in which the parser found an error. An open bracket or quote would swallow all that follows, so the text is taken apart
 * by its indentation: every block that is right by itself is read as it is, and the parser guesses only within the smallest one that is
 * not. What comes out depends on the text alone, never on what was before.
 */
export class BrokenDocument {
  readonly problems: SyntaxProblem[] = []
  /** The parts that are right, by their text. */
  readonly parts: Map<string, Tree>
  readonly #text: string
  readonly #shown: string
  readonly #left: Left
  readonly #deadline: number
  #depth = 0
  readonly #guessed: Span[] = []
  #isHalf = false

  /** `shown` is the text as the parser is shown it, of the same length. */
  constructor(text: string, shown: string, left: Left, parts: Map<string, Tree>, deadline: number) {
    this.#text = text
    this.#shown = shown
    this.#left = left
    this.parts = parts
    this.#deadline = deadline
  }

  read(span: Span): ReadDocument {
    const right = this.#right(span)
    const link = right ?? this.#block(blockWithin(this.#shown, span), span)
    return { span, link, base: 0, problems: this.problems, broken: this.#isHalf || this.#guessed.length > 0, guessed: this.#guessed }
  }

  /** The link of a stretch that is right by itself, `null` where it is right and empty, `undefined` where it is not right. */
  #right(span: Span): Link | undefined {
    const key = this.#text.slice(span.from, span.to)
    const shown = this.#shown.slice(span.from, span.to)
    const tree = this.#left.parts.get(key) ?? this.parts.get(key) ?? this.#parse(shown, span)
    if (!tree || isBroken(shown, tree)) return undefined
    const documents = readDocuments(this.#text.slice(span.from, span.to), tree, this.#left.small)
    const [document] = documents
    if (documents.length !== 1 || !document) return undefined
    this.parts.set(key, tree)
    return document.link ? moved(document.link, document.base + span.from) : emptyLink(span.from)
  }

  #parse(text: string, span: Span): Tree | undefined {
    return parseStrict(yamlParser, text, fragmentsWithin(this.#left.fragments, span, this.#text.length), this.#deadline)
  }

  #block(block: Block | undefined, span: Span): Link | undefined {
    if (!block) return this.#guess(span)
    const first = block.units[0]
    if (first && first.from > span.from && this.#right({ from: span.from, to: first.from }) === undefined)
      this.#guess({ from: span.from, to: first.from })
    const parts: Part[] = []
    this.#run(block, 0, block.units.length, parts)
    return block.kind === 'mapping' ? mappingOf(parts) : sequenceOf(parts)
  }

  /** Halves until what is wrong stands alone. */
  #run(block: Block, low: number, high: number, into: Part[]): void {
    const first = block.units[low]
    const last = block.units[high - 1]
    if (!first || !last) return
    const span = { from: first.from, to: last.to }
    const link = this.#right(span)
    if (link && inner(link.node).kind === block.kind) into.push({ span, link })
    else if (high - low > 1) {
      const middle = (low + high) >> 1
      this.#run(block, low, middle, into)
      this.#run(block, middle, high, into)
    } else {
      const alone = this.#unit(block, first)
      if (alone) into.push({ span, link: alone })
    }
  }

  /** One entry or item that is not right: its own block below its first line, where it has one, else what the parser guesses. */
  #unit(block: Block, unit: Unit): Link | undefined {
    const below = this.#depth < DEEPEST ? nestedBlock(this.#shown, unit, block.kind) : undefined
    const start = below?.units[0]?.from ?? unit.to
    const half = block.kind === 'mapping' ? this.#halfWritten({ from: unit.from, to: start }) : undefined
    if (!below) return half ?? this.#guess(unit)
    this.#depth++
    const value = this.#block(below, { from: start, to: unit.to })
    this.#depth--
    if (!value) return undefined
    if (block.kind === 'sequence') {
      const at = unit.from + unit.indent
      const item = new GreenItem({ ...value, at: value.at - at, to: value.to - at }, 0)
      return { node: new GreenSequence('block', value.to - at, [item]), at, to: value.to, anchor: undefined, alias: undefined }
    }
    const head = half ?? this.#right({ from: unit.from, to: start })
    const mapping = head && inner(head.node)
    const entry = mapping?.kind === 'mapping' ? mapping.entries[0] : undefined
    if (!head || mapping?.kind !== 'mapping' || !entry || mapping.entries.length > 1) return this.#guess(unit)
    const base = head.at + entry.base
    const { pair } = entry
    const valueLink = { ...value, at: value.at - base, to: value.to - base, anchor: pair.valueLink.anchor ?? value.anchor }
    const whole: Pair = { ...pair, valueLink, to: Math.max(pair.to, valueLink.to) }
    const node = new GreenMapping('block', Math.max(mapping.length, value.to - head.at), [new GreenEntry(whole, entry.base, entry.from)])
    return { node, at: head.at, to: head.at + node.length, anchor: undefined, alias: undefined }
  }

  /** A line among entries that is no entry yet: its text is taken for a key. `undefined` where something else stands there. */
  #halfWritten(span: Span): Link | undefined {
    const link = this.#right(span)
    if (link?.node.kind !== 'scalar' || link.node.style !== 'plain' || link.node.length === 0) return undefined
    this.#isHalf = true
    const key = link.node.source.split(/[\n\r]/, 1)[0]?.trimEnd() ?? ''
    const { length } = key
    this.problems.push({ code: 'syntax', from: link.at, to: link.at + length, message: NO_COLON })
    const keyLink: Link = { node: new GreenScalar(key, 'plain', key), at: 0, to: length, anchor: undefined, alias: undefined }
    const valueLink: Link = { node: new GreenUnknown('syntax', 0), at: length, to: length, anchor: undefined, alias: undefined }
    const pair: Pair = { key, keyLink, valueLink, to: length, merge: false, problems: undefined, half: true }
    const node = new GreenMapping('block', length, [new GreenEntry(pair, 0, undefined)])
    return { node, at: link.at, to: link.at + length, anchor: undefined, alias: undefined }
  }

  #guess(span: Span): Link | undefined {
    this.#guessed.push(span)
    const { tree, stoppedAt } = parseTolerant(yamlParser, this.#shown.slice(span.from, span.to), [], this.#deadline)
    if (stoppedAt !== undefined) {
      const at = span.from + stoppedAt
      this.problems.push({ code: 'too-slow', from: at, to: at, message: 'Reading was given up here: it takes too long.' })
    }
    if (!tree) {
      this.problems.push({ code: 'syntax', from: span.from, to: span.from, message: 'This cannot be read.' })
      return undefined
    }
    let link: Link | undefined
    for (const document of readDocuments(this.#text.slice(span.from, span.to), tree)) {
      for (const problem of document.problems)
        this.problems.push({ ...problem, from: problem.from + span.from, to: problem.to + span.from })
      if (document.link) link ??= moved(document.link, document.base + span.from)
    }
    return link
  }
}

function moved(link: Link, by: number): Link {
  return { ...link, at: link.at + by, to: link.to + by }
}

function emptyLink(at: number): Link {
  return { node: new GreenScalar(null, 'plain', ''), at, to: at, anchor: undefined, alias: undefined }
}

function mappingOf(parts: readonly Part[]): Link | undefined {
  const first = parts.find(({ link }) => link.node.kind === 'mapping')
  if (!first) return parts[0]?.link
  const { at } = first.link
  const entries: GreenEntry[] = []
  let to = first.link.to
  for (const { link } of parts) {
    const mapping = inner(link.node)
    if (mapping.kind !== 'mapping') continue
    const shift = link.at - at
    for (const entry of mapping.entries) entries.push(new GreenEntry(entry.pair, entry.base + shift, entry.from + shift))
    to = link.to
  }
  return { node: new GreenMapping('block', to - at, entries, duplicateKeys(entries)), at, to, anchor: undefined, alias: undefined }
}

function sequenceOf(parts: readonly Part[]): Link | undefined {
  const first = parts.find(({ link }) => link.node.kind === 'sequence')
  if (!first) return parts[0]?.link
  const { at } = first.link
  const items: GreenItem[] = []
  let to = first.link.to
  for (const { link } of parts) {
    const sequence = inner(link.node)
    if (sequence.kind !== 'sequence') continue
    for (const item of sequence.items) items.push(new GreenItem(item.link, item.from + link.at - at))
    to = link.to
  }
  return { node: new GreenSequence('block', to - at, items), at, to, anchor: undefined, alias: undefined }
}
