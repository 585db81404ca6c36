import type { Node } from '../../../../server/document/node.ts'
import { plain } from '../../../../server/document/plain.ts'
import type { DocumentRoot } from '../../../../server/document/root.ts'
import { Source } from '../../../../server/document/source.ts'
import type { SourceText } from '../../../../server/document/source-text.ts'

/** Every path of a tree, aliases followed; at most `limit` of them. */
export function paths(node: Node | undefined, limit = 2_000): string[][] {
  const found: string[][] = []
  const walk = (at: Node, path: string[]): void => {
    if (found.length >= limit) return
    found.push(path)
    if (at.kind === 'mapping')
      for (const key of new Set(at.entries.map((entry) => entry.key))) walk(at.get(key)?.value as Node, [...path, key])
    if (at.kind === 'sequence') for (const [index, item] of at.items.entries()) walk(item.value, [...path, String(index)])
  }
  if (node) walk(node, [])
  return found
}

/** All that can be seen of a text, to compare two of them; entries that stand for lost ones are left out. */
export function seen(source: SourceText): unknown {
  if (!(source instanceof Source)) throw new Error('not a text of this folder')
  return {
    text: source.text,
    problems: source.problems,
    comments: source.comments,
    lines: Array.from({ length: source.lines.count }, (_, line) => source.lines.offset({ line, character: 0 })),
    roots: source.roots.map((root) => seenRoot(root.written)),
  }
}

function seenRoot(root: DocumentRoot): unknown {
  const places = paths(root.node).map((path) => [
    path.join('/'),
    root.locate(path, 'key'),
    root.locate(path, 'value'),
    root.locate(path, 'pair'),
  ])
  return { from: root.from, value: root.node && shown(plain(root.node)), places, kind: root.node && kinds(root.node) }
}

function kinds(node: Node): unknown {
  if (node.kind === 'mapping')
    return [node.style, node.size, ...node.entries.map((entry) => [entry.key, entry.through, kinds(entry.value)])]
  if (node.kind === 'sequence') return [node.style, node.size, ...node.items.map((item) => [item.through, kinds(item.value)])]
  return node.kind === 'scalar' ? [node.style, node.source] : node.reason
}

/** Plain data as text that tells -0, NaN and a missing value apart. */
export function shown(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part === undefined) return '(undefined)'
    return typeof part === 'number' && !Number.isFinite(part) ? `(${part})` : part
  })
}
