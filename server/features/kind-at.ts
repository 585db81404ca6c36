import type { Document } from '../model/document.ts'
import type { Model } from '../model/model.ts'
import { reachedParts } from '../rules/asyncapi/references/parts.ts'
import { childKind, type Peek, rootKind } from '../spec/kinds.ts'
import type { KindId } from '../spec/row.ts'
import { supportedVersion } from '../spec/versions.ts'
import type { Cursor } from '../workspace/cursor.ts'

/** What the specification takes the node at a place for; `undefined` where it knows none. A file of parts is what the documents take it for that refer to it. */
export function kindOf(cursor: Cursor, model: Model): KindId | undefined {
  const document = model.documentOf(cursor)
  if (document) {
    const version = supportedVersion(document.version)
    return version && walk(cursor.root, cursor, rootKind(version))
  }
  for (const uri of model.workspace.reaching(cursor.uri)) {
    for (const root of model.workspace.file(uri).documents) {
      const kind = kindOfPart(cursor, model.document(root))
      if (kind !== undefined) return kind
    }
  }
  return undefined
}

function kindOfPart(cursor: Cursor, document: Document): KindId | undefined {
  if (!supportedVersion(document.version)) return undefined
  for (const { at, kind } of reachedParts(document)) if (at.holds(cursor)) return walk(at, cursor, kind)
  return undefined
}

function walk(from: Cursor, to: Cursor, kind: KindId): KindId | undefined {
  let at = from
  let found: KindId | undefined = kind
  for (const key of to.path.slice(from.path.length)) {
    found = childKind(found, key, peekIn(at))
    if (found === undefined) return undefined
    at = at.at(key)
  }
  return found
}

/** Reads the keys beside one that is asked for. */
export function peekIn(mapping: Cursor): Peek {
  return (key) => {
    const node = mapping.at(key).node
    return node?.kind === 'scalar' ? String(node.value) : undefined
  }
}
