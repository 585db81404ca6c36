import { row, valuesOf } from '../../spec/kinds.ts'
import type { Checks } from '../../validate/checks.ts'
import type { DescribedSchema } from '../../validate/described.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { channelOf } from '../channel-at.ts'
import { kindOf } from '../kind-at.ts'
import { schemasOf, titleOf } from '../schema-at.ts'
import { expressionProposals } from './expressions.ts'
import type { Proposal } from './proposal.ts'
import { referenceProposals } from './references.ts'

/** The values that may stand at a place. */
export function valueProposals(at: Cursor, checks: Checks): Proposal[] {
  if (at.key === '$ref' && at.parent) return referenceProposals(at.parent, checks)
  const schemas = schemasOf(at, checks)
  if (schemas) return [...schemas.flatMap(schemaValues), ...ownValues(at, checks)]
  if (at.key === 'location') return expressionProposals(at, checks)
  const kind = kindOf(at, checks.context.model)
  if (kind === undefined) return []
  const values = valuesOf(kind)
  const isBoolean = row(kind).type?.includes('boolean') ?? false
  const all = values.length > 0 || !isBoolean ? values : [true, false]
  return all.map((value) => ({ label: String(value), kind: 'value' }))
}

/** The values that one of our schemas names. */
function schemaValues({ enum: values = [], type, items }: DescribedSchema): Proposal[] {
  const named = type === 'boolean' ? [true, false] : [...values, ...(items?.enum ?? [])]
  return named.map((value) => ({ label: String(value), kind: 'value', doc: titleOf(String(value)) }))
}

/** What only the channel itself can tell: its messages, and the places in them. */
function ownValues(at: Cursor, checks: Checks): Proposal[] {
  if (at.key === 'correlation' || at.key === 'discriminator') return expressionProposals(at, checks)
  if (at.parent?.key !== 'story') return []
  const listed = new Set(at.parent.children.map((item) => item.text))
  const messages = channelOf(at, checks.context.model)?.messages ?? []
  return messages.flatMap(({ key }) => (key === undefined || listed.has(key) ? [] : [{ label: key, kind: 'value' as const }]))
}
