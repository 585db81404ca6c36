import { poolEntry, type SchemaAt } from '../../../model/schema-pool.ts'
import { isJsonSchema } from '../../../spec/schemaFormats.ts'
import { Cell } from '../../../workspace/cells.ts'
import type { Cursor } from '../../../workspace/cursor.ts'
import { type ReferenceSites, referenceSites } from '../../../workspace/outgoing.ts'
import type { Finding } from '../../rule.ts'
import { schemasWithLiterals } from './literals.ts'
import { refusals } from './refusals.ts'

/** What a schema and those inside it have against their own defaults and examples. */
export interface SchemaFindings {
  readonly findings: readonly Finding[]
  /** Schemas it refers to that do not stand among the components of an AsyncAPI document, which are looked at anyway. */
  readonly leads: readonly SchemaAt[]
}

const nothing: SchemaFindings = { findings: [], leads: [] }
const cells = new WeakMap<Cursor, Map<string | undefined, Cell<SchemaFindings>>>()

export function schemaFindings({ at, format }: SchemaAt): SchemaFindings {
  let byFormat = cells.get(at)
  if (!byFormat) cells.set(at, (byFormat = new Map()))
  let cell = byFormat.get(format)
  if (!cell) byFormat.set(format, (cell = new Cell(at.file.clock, () => check({ at, format }))))
  return cell.get()
}

function check(place: SchemaAt): SchemaFindings {
  const { at, format } = place
  if (!isJsonSchema(format)) return nothing
  const findings: Finding[] = []
  for (const schema of schemasWithLiterals(at)) {
    const entry = poolEntry({ at: schema, format })
    if (!entry) continue
    findings.push(...refusals(schema.at('default'), entry, 'default'))
    const examples = schema.at('examples')
    if (examples.isSequence) for (const value of examples.children) findings.push(...refusals(value, entry, 'example'))
  }
  const leads = leadsAway(at, referenceSites(at.node)) ? (poolEntry(place)?.refersTo ?? []) : []
  const unseen = leads.filter((lead) => !isComponent(lead.at))
  return findings.length > 0 || unseen.length > 0 ? { findings, leads: unseen } : nothing
}

const componentSchema = '#/components/schemas/'
const leading = new WeakMap<ReferenceSites, boolean>()

/** Whether any reference in a tree names something else than a component of its own document. */
function leadsAway(at: Cursor, sites: ReferenceSites): boolean {
  let found = leading.get(sites)
  if (found === undefined) {
    found = (sites.here && !isComponentText(at)) || sites.children.some(([key, below]) => leadsAway(at.at(key), below))
    leading.set(sites, found)
  }
  return found
}

function isComponentText(at: Cursor): boolean {
  const text = at.at('$ref').text
  return text?.startsWith(componentSchema) === true && !text.includes('/', componentSchema.length) && at.root.at('asyncapi').exists
}

/** Whether a place is a whole component of an AsyncAPI document. */
function isComponent(at: Cursor): boolean {
  const section = at.parent
  return section?.key === 'schemas' && section.parent?.key === 'components' && section.parent.parent?.at('asyncapi').exists === true
}
