import { GreenMapping, GreenScalar, GreenSequence, inner, type LocalProblem } from '../green.ts'
import { shortened } from '../key.ts'
import type { Node } from '../node.ts'
import { CORE_PREFIX, isKnownTag, resolveTagged } from './core-schema.ts'

/** Tag handles that `%TAG` directives give a document: `!e!` to its prefix. */
export type TagHandles = ReadonlyMap<string, string>

/** The node as its tag means it. `at` is where the tag is written, from the node's start (so below 0); an unknown tag is a problem there. */
export function withTag(node: Node, tag: string, at: number, handles: TagHandles): Node {
  const full = fullTag(tag, handles)
  const known = full === undefined ? false : full === '!' || isKnownTag(full)
  const problem: LocalProblem = { code: 'unknown-tag', from: at, to: at + tag.length, message: `The tag ${shortened(tag)} is unknown.` }
  const green = inner(node)
  const problems = known ? green.problems : [problem, ...(green.problems ?? [])]
  switch (green.kind) {
    case 'scalar': {
      const text = typeof green.value === 'string' ? green.value : green.source
      return new GreenScalar(resolveTagged(full ?? '', text), green.style, green.source, problems)
    }
    case 'mapping':
      return known ? node : new GreenMapping(green.style, green.length, green.entries, problems)
    case 'sequence':
      return known ? node : new GreenSequence(green.style, green.length, green.items, problems)
    case 'unknown':
      return node
  }
}

function fullTag(tag: string, handles: TagHandles): string | undefined {
  if (tag === '!') return '!'
  if (tag.startsWith('!<')) return tag.endsWith('>') ? tag.slice(2, -1) : undefined
  const handle = /^!(?:[\w-]*!)?/.exec(tag)?.[0] ?? '!'
  const prefix = handles.get(handle) ?? (handle === '!!' ? CORE_PREFIX : handle === '!' ? '!' : undefined)
  if (prefix === undefined) return undefined
  return prefix + decode(tag.slice(handle.length))
}

function decode(suffix: string): string {
  try {
    return decodeURIComponent(suffix)
  } catch {
    return suffix
  }
}
