import { allowsReference, type KeyInfo, keysOf, row, valuesOf } from '../../spec/kinds.ts'
import type { KindId } from '../../spec/row.ts'
import type { Checks } from '../../validate/checks.ts'
import type { DescribedSchema } from '../../validate/described.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { isChannelEntry } from '../channel-at.ts'
import { kindOf, peekIn } from '../kind-at.ts'
import { schemasOf } from '../schema-at.ts'
import type { Context } from './context.ts'
import type { Proposal } from './proposal.ts'
import { valueProposals } from './values.ts'

/** The keys that may be added to what stands at a place, required ones first; in a list that holds scalars, its values. */
export function keyProposals(mapping: Cursor, { taken, wants }: Context, checks: Checks): Proposal[] {
  const schemas = schemasOf(mapping, checks)
  const keys = schemas ? schemas.flatMap(schemaKeys) : specKeys(mapping, checks)
  const proposals = keys.filter(({ label }) => !taken.has(label))
  if (wants !== 'either' || proposals.length > 0) return proposals
  return valueProposals(mapping, checks)
}

function specKeys(mapping: Cursor, { context: { model } }: Checks): Proposal[] {
  const kind = kindOf(mapping, model)
  if (kind === undefined) return []
  const keys = keysOf(kind, peekIn(mapping)).map(keyProposal)
  const reference: Proposal[] =
    allowsReference(kind) && mapping.keys.length <= 1 && !keys.some(({ label }) => label === '$ref')
      ? [{ label: '$ref', kind: 'key', rank: 2 }]
      : []
  const own: Proposal[] = isChannelEntry(mapping) ? [{ label: 'x-event-source', kind: 'key', rank: 2, opens: 'scalar' }] : []
  return [...keys, ...reference, ...own]
}

function keyProposal({ key, kind, required, doc }: KeyInfo): Proposal {
  return { label: key, kind: 'key', doc, opens: opens(kind), rank: required ? 0 : 1, ...(required && { detail: 'required' }) }
}

function opens(kind: KindId): Proposal['opens'] {
  const { type, properties, reference, target, items, other, patterns } = row(kind)
  if (valuesOf(kind).length > 0) return 'scalar'
  if (type?.[0] === 'array' || items !== undefined) return 'list'
  const isMapping =
    type?.[0] === 'object' || properties || reference !== undefined || target !== undefined || typeof other === 'number' || patterns
  return isMapping ? 'mapping' : 'scalar'
}

function schemaKeys({ properties = {} }: DescribedSchema): Proposal[] {
  return Object.entries(properties).map(([label, { description, type }]) => ({
    label,
    kind: 'key',
    doc: description,
    opens: type === 'object' ? 'mapping' : type === 'array' ? 'list' : 'scalar',
  }))
}
