import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver'
import type { Checks } from '../validate/checks.ts'
import { commentProposals } from './completion/comments.ts'
import { contextAt } from './completion/context.ts'
import { keyProposals } from './completion/keys.ts'
import { type Proposal, toItems } from './completion/proposal.ts'
import { valueProposals } from './completion/values.ts'
import { placeAt } from './cursor-at.ts'

/** What a client can take. */
export interface CompletionAbilities {
  readonly snippets: boolean
}

/** What may be written at a place: keys, values, `$ref` targets, ids of rules. */
export function completion({ textDocument, position }: CompletionParams, checks: Checks, abilities: CompletionAbilities): CompletionList {
  return { isIncomplete: false, items: itemsAt(textDocument.uri, position, checks, abilities) }
}

function itemsAt(uri: string, position: CompletionParams['position'], checks: Checks, abilities: CompletionAbilities): CompletionItem[] {
  const file = checks.workspace.file(uri)
  const { source } = file
  const at = placeAt(file, position)
  if (!source || !at || (file.documents.length === 0 && !isSpokenOf(uri, checks))) return []
  const comment = commentProposals(source, at.offset)
  if (comment) return toItems(comment.proposals, comment.context, source, abilities)
  if (source.comments.some(({ from, to }) => from < at.offset && at.offset <= to)) return []
  const context = contextAt(source, at.offset)
  const here = file.root(context.document).at(...context.path)
  const proposals: Proposal[] = context.wants === 'value' ? valueProposals(here, checks) : keyProposals(here, context, checks)
  return toItems(proposals, context, source, abilities)
}

/** Whether the file is a config, or a part that a document of ours refers to. */
function isSpokenOf(uri: string, { config, workspace }: Checks): boolean {
  const file = workspace.file(uri)
  return config.isConfig(file.uri) || workspace.reaching(file.uri).some((one) => workspace.file(one).documents.length > 0)
}
