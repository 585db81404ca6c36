import type { Document } from '../../../model/document.ts'
import { anything, childKind, type Peek, referredKind, rootKind } from '../../../spec/kinds.ts'
import type { KindId } from '../../../spec/row.ts'
import { languageOfFile } from '../../../spec/schemaFormats.ts'
import { supportedVersion } from '../../../spec/versions.ts'
import type { Cursor } from '../../../workspace/cursor.ts'
import { type ReferenceSites, referenceSites } from '../../../workspace/outgoing.ts'

/** A part of a file that is no AsyncAPI document, and the kind of node that a document takes it for. */
export interface Part {
  readonly at: Cursor
  readonly kind: KindId
}

/** The parts of other files that a document refers to, straight or through each other; each once a kind. Other AsyncAPI documents are not looked into. */
export function reachedParts(document: Document): Part[] {
  const version = supportedVersion(document.version)
  if (version === undefined) return []
  const parts: Part[] = []
  const known = new Map<Cursor, Set<KindId>>()
  const visit = (at: Cursor, sites: ReferenceSites, kind: KindId | undefined) => {
    if (kind === undefined || kind === anything) return
    if (sites.here) follow(at, referredKind(kind))
    if (sites.children.length === 0) return
    const peek: Peek = (key) => at.at(key).text
    for (const [key, below] of sites.children) visit(at.at(key), below, childKind(kind, key, peek))
  }
  const follow = (at: Cursor, kind: KindId) => {
    if (at.at('$ref').text?.startsWith('#') && at.root === document.root) return
    const reference = at.reference
    if (reference?.kind !== 'found') return
    const { target } = reference
    if (target.root.at('asyncapi').exists || isForeign(target)) return
    const kinds = known.get(target)
    if (kinds?.has(kind)) return
    if (kinds) kinds.add(kind)
    else known.set(target, new Set([kind]))
    parts.push({ at: target, kind })
  }
  if (referenceSites(document.root.node).files.every((file) => file === '')) return []
  visit(document.root, referenceSites(document.root.node), rootKind(version))
  for (const { at, kind } of parts) visit(at, referenceSites(at.node), kind)
  return parts
}

/** Files with schemas of another language or draft, whose keys mean other things. */
function isForeign({ uri, root }: Cursor): boolean {
  const dialect = root.at('$schema').text
  return (
    languageOfFile(uri) !== undefined ||
    root.at('openapi').exists ||
    root.at('swagger').exists ||
    (dialect !== undefined && !dialect.includes('draft-07'))
  )
}
