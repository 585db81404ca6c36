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
import type { Node } from '../node.ts'
import type { SmallPairs } from '../reading.ts'
import { BUFFER_LENGTH } from '../small.ts'
import type { Language } from '../source-text.ts'
import { collectSteps, eachStep, type Step, type Steps } from '../steps.ts'
import { readKey, readScalar } from './scalar.ts'

interface Kept {
  readonly nodes: WeakMap<Tree, Node>
  readonly pairs: WeakMap<Tree, Pair>
  readonly lists: WeakMap<Tree, Steps>
}
const keep = (): Kept => ({ nodes: new WeakMap(), pairs: new WeakMap(), lists: new WeakMap() })
const kept: Readonly<Record<'json' | 'jsonc', Kept>> = { json: keep(), jsonc: keep() }

/** Reads the values of a JSON text. In `jsonc` a comma may stand behind the last entry. */
export class JsonBuilder {
  readonly #text: string
  readonly #cursor: TreeCursor
  readonly #kept: Kept
  readonly #small: SmallPairs
  readonly #trailingComma: boolean
  #depth = 0
  readonly #amount = new Amount()

  constructor(text: string, cursor: TreeCursor, language: Exclude<Language, 'yaml'>, small: SmallPairs) {
    this.#text = text
    this.#cursor = cursor
    this.#small = small
    this.#kept = kept[language]
    this.#trailingComma = language === 'jsonc'
  }

  /** The value under the cursor; `undefined` where the cursor is on something else. */
  value(): Node | undefined {
    const cursor = this.#cursor
    this.#amount.add()
    const { from, to, name } = cursor
    if (name === 'Scalar') return readScalar(this.#text.slice(from, to))
    if (name !== 'Object' && name !== 'Array') return undefined
    const tree = cursor.tree
    const before = tree ? this.#kept.nodes.get(tree) : undefined
    if (before) return before
    if (this.#depth >= DEPTH_LIMIT) return new GreenUnknown('depth', to - from, 1, TOO_DEEP)
    this.#depth++
    const steps = collectSteps(cursor, this.#kept.lists, (base) => this.#step(base))
    this.#depth--
    const node = name === 'Object' ? this.#object(steps, from, to - from) : this.#array(steps, from, to - from)
    if (tree) this.#kept.nodes.set(tree, node)
    return node
  }

  #object(steps: Steps, from: number, length: number): Node {
    const entries: GreenEntry[] = []
    eachStep(steps, (step, shift) => {
      if (step.kind === 'pair') entries.push(new GreenEntry(step.pair, step.at + shift))
    })
    const problems = [...(duplicateKeys(entries) ?? []), ...this.#wrongMarks(steps, from, 'properties')]
    return new GreenMapping('flow', length, entries, problems.length > 0 ? problems : undefined)
  }

  #array(steps: Steps, from: number, length: number): Node {
    const items: GreenItem[] = []
    eachStep(steps, (step, shift) => {
      if (step.kind === 'item') items.push(new GreenItem(step.link, step.at + shift))
    })
    const problems = this.#wrongMarks(steps, from, 'values')
    return new GreenSequence('flow', length, items, problems.length > 0 ? problems : undefined)
  }

  #step(base: number): Step | undefined {
    const cursor = this.#cursor
    const at = cursor.from - base
    const to = cursor.to - base
    switch (cursor.name) {
      case 'Property': {
        const tree = cursor.tree
        const pair = tree ? this.#keptPair(tree) : this.#smallPair()
        return { kind: 'pair', at, to: at + pair.to, pair }
      }
      case ',':
        return { kind: 'comma', at, to }
      case '}':
      case ']':
        return { kind: 'close', at, to }
      case 'Stray':
      case 'MissingEnd':
        return { kind: cursor.name === 'Stray' ? 'stray' : 'missing', at, to }
      default: {
        const node = this.value()
        return node && { kind: 'item', at, to, link: link(node, 0) }
      }
    }
  }

  /** Missing and needless commas, marks that belong nowhere, and a bracket that is never closed. */
  #wrongMarks(steps: Steps, base: number, what: 'properties' | 'values'): LocalProblem[] {
    const problems: LocalProblem[] = []
    let before: Step | undefined
    let beforeShift = 0
    eachStep(steps, (step, shift) => {
      const problem = (from: number, to: number, message: string) => problems.push({ code: 'syntax', from, to, message })
      const at = step.at + shift
      const to = step.to + shift
      const afterEntry = before?.kind === 'pair' || before?.kind === 'item'
      if ((step.kind === 'pair' || step.kind === 'item') && afterEntry) {
        problem(at, at + (step.kind === 'pair' ? step.pair.keyLink.to : 1), `A comma is missing between these two ${what}.`)
      } else if (step.kind === 'comma' && !afterEntry && before?.kind !== 'stray') {
        problem(at, to, 'Nothing stands before this comma.')
      } else if (step.kind === 'close' && before?.kind === 'comma' && !this.#trailingComma) {
        problem(before.at + beforeShift, before.to + beforeShift, 'A comma may not stand behind the last entry.')
      } else if (step.kind === 'stray') {
        problem(at, to, strayMessage(this.#text.slice(base + at, base + to)))
      } else if (step.kind === 'missing' && !endsUnclosed(before)) {
        problem(0, 1, NEVER_CLOSED[this.#text[base] === '{' ? '{' : '['])
      }
      before = step
      beforeShift = shift
    })
    return problems
  }

  #keptPair(tree: Tree): Pair {
    let pair = this.#kept.pairs.get(tree)
    if (!pair) {
      pair = this.#pair()
      this.#kept.pairs.set(tree, pair)
    }
    return pair
  }

  #smallPair(): Pair {
    const { from, to } = this.#cursor
    return to - from <= BUFFER_LENGTH ? this.#small.get(this.#text.slice(from, to), () => this.#pair()) : this.#pair()
  }

  #pair(): Pair {
    const cursor = this.#cursor
    const base = cursor.from
    let key: Link | undefined
    let value: Link | undefined
    let colon = -1
    if (cursor.firstChild()) {
      do {
        const at = cursor.from - base
        if (!key && (cursor.name === 'Name' || cursor.name === 'Scalar')) key = link(readKey(this.#text.slice(cursor.from, cursor.to)), at)
        else if (cursor.name === 'Colon') colon = colon < 0 ? at : colon
        else if (!value) {
          const node = this.value()
          if (node) value = link(node, at)
        }
      } while (cursor.nextSibling())
      cursor.parent()
    }
    const keyless = key === undefined
    key ??= link(new GreenScalar('', 'plain', ''), 0)
    const after = colon < 0 ? key.to : colon + 1
    let problems: LocalProblem[] | undefined
    if (keyless) problems = [{ code: 'syntax', from: 0, to: 1, message: 'A key is missing before this value.' }]
    else if (!value) {
      const message = colon < 0 ? 'A colon and a value are missing behind this key.' : 'The value of this key is missing.'
      problems = [{ code: 'syntax', from: key.at, to: key.to, message }]
    }
    value ??= link(new GreenUnknown('syntax', 0), after)
    return { key: keyText(key.node), keyLink: key, valueLink: value, to: Math.max(after, value.to), merge: false, problems }
  }
}

function link(node: Node, at: number): Link {
  return { node, at, to: at + inner(node).length, anchor: undefined, alias: undefined }
}

const NEVER_CLOSED = { '{': 'This brace is never closed.', '[': 'This bracket is never closed.' } as const

/** Of several that are open at the end, the innermost is told. */
function endsUnclosed(last: Step | undefined): boolean {
  const node = last?.kind === 'pair' ? last.pair.valueLink.node : last?.kind === 'item' ? last.link.node : undefined
  return node !== undefined && isUnclosed(node)
}

function isUnclosed(node: Node): boolean {
  const { problems } = inner(node)
  if (problems?.some(({ from, message }) => from === 0 && message.endsWith('is never closed.'))) return true
  if (node.kind === 'mapping') {
    const last = node.entries.at(-1)
    return last !== undefined && last.valueFrom + last.value.length === node.length && isUnclosed(last.value)
  }
  if (node.kind !== 'sequence') return false
  const last = node.items.at(-1)
  return last !== undefined && last.valueFrom + last.value.length === node.length && isUnclosed(last.value)
}

function strayMessage(text: string): string {
  if (text === ':') return 'A colon can only stand behind a key.'
  if (text === '}' || text === ']') return `This "${text}" closes nothing.`
  return 'A key cannot stand in a list.'
}
