import { formatPointer } from '../../../shared/pointer.ts'
import { relativeUri } from '../../../shared/uri.ts'
import type { Document } from '../../model/document.ts'
import type { Model } from '../../model/model.ts'
import { nameOf, referredKind } from '../../spec/kinds.ts'
import type { Checks } from '../../validate/checks.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { kindOf } from '../kind-at.ts'
import type { Proposal } from './proposal.ts'

/** More would only be noise. */
const most = 1_000

/** What a `$ref` in a mapping may name: entries of the kind that belongs there, of this document first, then of others of the workspace. */
export function referenceProposals(site: Cursor, { context: { model }, workspace }: Checks): Proposal[] {
  const kind = kindOf(site, model)
  const wanted = kind === undefined ? undefined : nameOf(referredKind(kind))
  const own = model.documentOf(site)
  const others = workspace.members.filter(({ uri }) => uri !== site.uri).flatMap((file) => file.documents.slice(0, 1))
  const found: Proposal[] = []
  for (const document of [...(own ? [own] : []), ...others.map((root) => model.document(root))]) {
    const isOwn = document === own
    const file = isOwn ? '' : pathTo(site.uri, document.uri)
    for (const target of targetsIn(document, wanted, model)) {
      if (target.holds(site)) continue
      if (found.length >= most) return found
      found.push({
        label: `${file}#${formatPointer(target.path)}`,
        kind: 'reference',
        rank: isOwn ? 0 : 1,
        detail: target.at('title').text ?? target.at('summary').text,
      })
    }
  }
  const parts = workspace.files.filter(
    (other) => other.uri !== site.uri && other.source && other.documents.length === 0 && isPart(other.uri, workspace),
  )
  return [...found, ...parts.slice(0, most).map(({ uri }): Proposal => ({ label: pathTo(site.uri, uri), kind: 'reference', rank: 2 }))]
}

/** The entries of a document that have a name, so that others may refer to them. */
function* targetsIn({ root }: Document, wanted: string | undefined, model: Model): Iterable<Cursor> {
  const maps = [root.at('servers'), root.at('channels'), root.at('operations'), ...root.at('components').children]
  const channels = [root.at('channels'), root.at('components', 'channels')].flatMap((map) => map.children)
  for (const map of [...maps, ...channels.map((channel) => channel.at('messages'))]) {
    const [first] = map.children
    if (!first || !map.isMapping || !fits(first, wanted, model)) continue
    yield* map.children
  }
}

function fits(entry: Cursor, wanted: string | undefined, model: Model): boolean {
  if (wanted === undefined) return true
  const kind = kindOf(entry, model)
  return kind === undefined || nameOf(referredKind(kind)) === wanted || nameOf(kind) === wanted
}

/** Whether some document already takes the file for a part of it. */
function isPart(uri: string, workspace: Checks['workspace']): boolean {
  return workspace.reaching(uri).length > 1
}

function pathTo(from: string, to: string): string {
  const path = relativeUri(from, to)
  return path.startsWith('.') || path.includes(':') ? path : `./${path}`
}
