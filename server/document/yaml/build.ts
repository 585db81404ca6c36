import type { Tree, TreeCursor } from '@lezer/common'
import { Amount } from '../amount.ts'
import { DEPTH_LIMIT, TOO_DEEP } from '../depth.ts'
import {
  GreenEntry,
  GreenItem,
  GreenMapping,
  GreenScalar,
  GreenSequence,
  GreenUnknown,
  inner,
  type Link,
  type LocalProblem,
  type Pair,
} from '../green.ts'
import { duplicateKeys, keyText } from '../key.ts'
import type { CollectionStyle, Node } from '../node.ts'
import type { SmallPairs } from '../reading.ts'
import { BUFFER_LENGTH } from '../small.ts'
import { collectSteps, eachStep, type Step, type Steps } from '../steps.ts'
import { readBlock } from './block-scalar.ts'
import { readPlain, readQuoted } from './scalar.ts'
import { type TagHandles, withTag } from './tag.ts'

/** What was read in a tree is kept with it: the parser keeps the trees that an edit did not touch. */
const links = new WeakMap<Tree, Link>()
const pairs = new WeakMap<Tree, Pair>()
const lists = new WeakMap<Tree, Steps>()

const AT_FIRST_STEP = -2

/** Reads the elements of one YAML document. */
export class YamlBuilder {
  readonly #text: string
  readonly #cursor: TreeCursor
  readonly #handles: TagHandles
  /** Under directives of its own a document's tags mean other things, so nothing is kept. */
  readonly #keep: boolean
  readonly #small: SmallPairs | undefined
  readonly #guessed: boolean
  /** Where the innermost block collection begins, -1 outside of all. */
  #block = -1
  #depth = 0
  readonly #amount = new Amount()

  /** `small` is left out where the parser guessed, for that hangs on more than the text of a pair. */
  constructor(text: string, cursor: TreeCursor, handles: TagHandles, small: SmallPairs | undefined) {
    this.#text = text
    this.#cursor = cursor
    this.#handles = handles
    this.#keep = handles.size === 0
    this.#small = this.#keep ? small : undefined
    this.#guessed = small === undefined
  }

  /** The element under the cursor, with offsets from `base`; `undefined` where the cursor is on something else. */
  element(base: number): Link | undefined {
    const cursor = this.#cursor
    this.#amount.add()
    const { from, to } = cursor
    switch (cursor.name) {
      case 'Literal':
        return plainLink(readPlain(this.#text.slice(from, to)), from - base)
      case 'QuotedLiteral':
        return plainLink(readQuoted(this.#text.slice(from, to)), from - base)
      case 'Alias':
        return {
          node: new GreenUnknown('alias', to - from),
          at: from - base,
          to: to - base,
          anchor: undefined,
          alias: this.#text.slice(from + 1, to),
        }
      case 'BlockLiteral':
      case 'BlockMapping':
      case 'FlowMapping':
      case 'BlockSequence':
      case 'FlowSequence':
      case 'Tagged':
      case 'Anchored':
        break
      default:
        return undefined
    }
    const tree = this.#keep ? cursor.tree : null
    const kept = tree ? links.get(tree) : undefined
    const shift = from - base
    if (kept) return { node: kept.node, at: kept.at + shift, to: kept.to + shift, anchor: kept.anchor, alias: kept.alias }
    const link = this.#read(base)
    if (tree) links.set(tree, { ...link, at: link.at - shift, to: link.to - shift })
    return link
  }

  #read(base: number): Link {
    const cursor = this.#cursor
    const { from, to, name } = cursor
    if (name === 'Tagged' || name === 'Anchored') return this.#properties(base)
    if (name === 'BlockLiteral') return plainLink(this.#blockLiteral(), from - base)
    if (this.#depth >= DEPTH_LIMIT) return plainLink(new GreenUnknown('depth', to - from, 1, TOO_DEEP), from - base)
    const outer = this.#block
    if (name === 'BlockSequence') this.#block = from
    if (name === 'BlockMapping') this.#block = AT_FIRST_STEP
    this.#depth++
    const { node, lead } = name === 'BlockMapping' || name === 'FlowMapping' ? this.#mapping() : { node: this.#sequence(), lead: 0 }
    this.#depth--
    this.#block = outer
    return plainLink(node, from + lead - base)
  }

  #properties(base: number): Link {
    const cursor = this.#cursor
    let tag: { from: number; to: number } | undefined
    let anchor: string | undefined
    let link: Link | undefined
    let end = cursor.to
    const tagged = cursor.name === 'Tagged'
    if (cursor.firstChild()) {
      do {
        if (cursor.name === 'Tag') tag = { from: cursor.from, to: cursor.to }
        else if (cursor.name === 'Anchor') anchor = this.#text.slice(cursor.from + 1, cursor.to)
        else link ??= this.element(base)
        if (cursor.name === 'Tag' || cursor.name === 'Anchor') end = cursor.to
      } while (cursor.nextSibling())
      cursor.parent()
    }
    link ??= { node: new GreenScalar(null, 'plain', ''), at: end - base, to: end - base, anchor: undefined, alias: undefined }
    if (tagged && tag) {
      const text = this.#text.slice(tag.from, tag.to)
      link = { ...link, node: withTag(link.node, text, tag.from - base - link.at, this.#handles) }
    }
    return { ...link, anchor: anchor ?? link.anchor }
  }

  #blockLiteral(): GreenScalar {
    const cursor = this.#cursor
    const { from } = cursor
    let headerTo = from + 1
    let contentTo = from
    if (cursor.firstChild()) {
      do {
        if (cursor.name === 'BlockLiteralHeader') headerTo = cursor.to
        if (cursor.name === 'BlockLiteralContent') contentTo = cursor.to
      } while (cursor.nextSibling())
      cursor.parent()
    }
    // The parser's content begins within a \r\n.
    const contentFrom = lineAfter(this.#text, headerTo)
    return readBlock(this.#text, from, headerTo, contentFrom, Math.max(contentTo, contentFrom), () =>
      this.#block < 0 ? 0 : columnOf(this.#text, this.#block),
    )
  }

  /** The tree of a block mapping begins behind what stands before it, white space and comments included: the node begins `lead` behind that. */
  #mapping(): { node: Node; lead: number } {
    const cursor = this.#cursor
    const { from, to } = cursor
    const style: CollectionStyle = cursor.name === 'FlowMapping' ? 'flow' : 'block'
    const steps = collectSteps(cursor, this.#keep ? lists : undefined, (base) => this.#mappingStep(base))
    const entries: GreenEntry[] = []
    const lead = style === 'flow' ? 0 : firstStep(steps)
    let mark: number | undefined
    let end = 0
    eachStep(
      steps,
      (step, shift) => {
        if (step.kind === 'pair') entries.push(new GreenEntry(step.pair, step.at + shift, mark))
        mark = step.kind === 'mark' ? step.at + shift : undefined
        if (step.kind === 'pair' || step.kind === 'mark') end = step.to + shift
      },
      -lead,
    )
    const length = this.#text[from] === '{' ? to - from : end
    return { node: new GreenMapping(style, length, entries, duplicateKeys(entries)), lead }
  }

  #mappingStep(base: number): Step | undefined {
    const cursor = this.#cursor
    const at = cursor.from - base
    const to = cursor.to - base
    if (this.#block === AT_FIRST_STEP && (cursor.name === 'Pair' || cursor.name === '?')) this.#block = cursor.from
    switch (cursor.name) {
      case 'Pair': {
        const tree = this.#keep ? cursor.tree : null
        const pair = tree ? this.#keptPair(tree) : this.#smallPair()
        return { kind: 'pair', at, to: at + pair.to, pair }
      }
      case '?':
        return { kind: 'mark', at, to }
      default:
        return undefined
    }
  }

  #keptPair(tree: Tree): Pair {
    let pair = pairs.get(tree)
    if (!pair) {
      pair = this.#pair()
      pairs.set(tree, pair)
    }
    return pair
  }

  #smallPair(): Pair {
    const { from, to } = this.#cursor
    const text = to - from <= BUFFER_LENGTH && this.#small ? this.#text.slice(from, to) : undefined
    // A block scalar may hang on lines behind it, and on the column of what holds it.
    if (text === undefined || text.includes('|') || text.includes('>')) return this.#pair()
    return this.#small?.get(text, () => this.#pair()) ?? this.#pair()
  }

  #pair(): Pair {
    const cursor = this.#cursor
    const base = cursor.from
    let keyLink: Link | undefined
    let valueLink: Link | undefined
    let colon = -1
    let broken = false
    let nested = false
    if (cursor.firstChild()) {
      do {
        if (cursor.name === 'Key') {
          // In flow style, what stands behind a colon without a key is called a key too.
          if (colon < 0) keyLink = this.#child(base)
          else valueLink ??= this.#child(base)
        } else if (cursor.name === ':') {
          if (colon < 0) colon = cursor.from
        } else if (cursor.type.isError) broken = true
        else if (!valueLink) {
          nested = cursor.name === 'BlockMapping' || cursor.name === 'BlockSequence'
          valueLink = this.element(base)
        }
      } while (cursor.nextSibling())
      cursor.parent()
    }
    const keyEnd = keyLink?.to ?? 0
    const afterColon = colon < 0 ? keyEnd : colon + 1 - base
    valueLink ??= plainLink(broken ? new GreenUnknown('syntax', 0) : new GreenScalar(null, 'plain', ''), afterColon)
    const half = colon < 0 ? broken : !keyLink && this.#guessed
    keyLink ??= plainLink(new GreenScalar(null, 'plain', ''), 0)
    const { node } = keyLink
    const problems = nested ? this.#nestedOnLine(base, colon, base + valueLink.at) : undefined
    // What was meant by `title: a: b` is no mapping; a list is meant as one.
    if (problems && valueLink.node.kind === 'mapping')
      valueLink = { ...valueLink, node: new GreenUnknown('syntax', inner(valueLink.node).length) }
    return {
      key: keyText(node),
      keyLink,
      valueLink,
      to: Math.max(valueLink.to, afterColon),
      merge: node.kind === 'scalar' && node.style === 'plain' && node.value === '<<',
      problems,
      ...(half && { half: true }),
    }
  }

  /** A block collection may not begin behind its key (YAML 1.2.2, 8.2.3); the parser lets it pass. */
  #nestedOnLine(base: number, colon: number, from: number): readonly LocalProblem[] | undefined {
    if (colon < 0 || /[\n\r]/.test(this.#text.slice(colon, Math.min(from, colon + 1000))) || from > colon + 1000) return undefined
    if (columnIsBlank(this.#text, colon)) return undefined
    const dash = this.#text[from] === '-' && /\s/.test(this.#text[from + 1] ?? ' ')
    const line = /^[^\n\r]*/.exec(this.#text.slice(from, from + 1000))?.[0] ?? ''
    const message = dash
      ? 'A list cannot begin on the line of its key; move it to the next line.'
      : 'The value of a key cannot be another key: value pair on the same line; quote it or move it to the next line.'
    return [{ code: 'syntax', from: from - base, to: from - base + (dash ? 1 : line.trimEnd().length), message }]
  }

  #sequence(): Node {
    const cursor = this.#cursor
    const { from, to } = cursor
    const flow = cursor.name === 'FlowSequence'
    const steps = collectSteps(cursor, this.#keep ? lists : undefined, (base) => this.#sequenceStep(base))
    const items: GreenItem[] = []
    let markEnd: number | undefined
    let end = 0
    eachStep(steps, (step, shift) => {
      if (step.kind === 'item') items.push(new GreenItem(step.link, step.at + shift))
      else if (markEnd !== undefined && step.kind === 'mark') items.push(missingItem(markEnd))
      markEnd = step.kind === 'mark' ? step.to + shift : undefined
      end = Math.max(end, step.to + shift)
    })
    if (markEnd !== undefined) items.push(missingItem(markEnd))
    return new GreenSequence(flow ? 'flow' : 'block', flow ? to - from : end, items)
  }

  #sequenceStep(base: number): Step | undefined {
    const cursor = this.#cursor
    const at = cursor.from - base
    const to = cursor.to - base
    if (cursor.name === '-') return { kind: 'mark', at, to }
    if (cursor.name !== 'Item') return undefined
    const link = this.#child(cursor.from)
    if (!link) return undefined
    return { kind: 'item', at, to: at + link.to, link }
  }

  /** The element in the node under the cursor. */
  #child(base: number): Link | undefined {
    const cursor = this.#cursor
    let link: Link | undefined
    if (cursor.firstChild()) {
      do link ??= this.element(base)
      while (cursor.nextSibling())
      cursor.parent()
    }
    return link
  }
}

function firstStep(steps: Steps): number {
  let first: number | undefined
  eachStep(steps, (step, shift) => {
    first ??= step.at + shift
  })
  return first ?? 0
}

function missingItem(at: number): GreenItem {
  return new GreenItem(plainLink(new GreenScalar(null, 'plain', ''), 0), at)
}

function plainLink(node: Node, at: number): Link {
  return { node, at, to: at + inner(node).length, anchor: undefined, alias: undefined }
}

function lineAfter(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) return i + 1
  }
  return text.length
}

function columnOf(text: string, at: number): number {
  let from = at
  while (from > 0 && text[from - 1] !== '\n' && text[from - 1] !== '\r') from--
  return at - from
}

/** Whether nothing but white space stands before a place on its line. */
function columnIsBlank(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const char = text[i]
    if (char === '\n' || char === '\r') return true
    if (char !== ' ' && char !== '\t') return false
  }
  return true
}
