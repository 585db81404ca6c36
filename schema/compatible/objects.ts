import { matcher } from '../pattern.ts'
import { placeOf } from '../read.ts'
import { canonical } from '../value.ts'
import { areSame } from './alike.ts'
import { anchor, type Comparing, report } from './context.ts'
import { isBreaking } from './incompatibility.ts'
import { compareSize } from './scalars.ts'
import { accepts, asksNothing, declared, ofProperty, type Part, type Whole, whole, within } from './whole.ts'

export function compareObjects(comparing: Comparing): void {
  const { from, to } = comparing
  const oldNames = declared(from)
  const newNames = declared(to, !from.branch)
  const required = new Set(from.parts.flatMap(({ at }) => at.node.required ?? []))
  for (const name of new Set([...oldNames.keys(), ...newNames.keys()]))
    compareProperty(comparing, name, oldNames.get(name), newNames.get(name))
  compareRequired(comparing, required, newNames)
  compareRest(comparing)
  compareNames(comparing, oldNames)
  const closed = from.parts.some(({ at }) => at.node.additionalProperties?.never && !at.node.patternProperties)
  compareSize(comparing, 'minProperties', 'maxProperties', { least: required.size, most: closed ? oldNames.size : undefined })
}

function compareProperty(comparing: Comparing, name: string, old: Part | undefined, now: Part | undefined): void {
  const { from, to, found } = comparing
  const before = ofProperty(from, name)
  const after = ofProperty(to, name)
  if (before.some(({ node }) => node.never)) return
  if (old && !now && !matchesPattern(to, name)) {
    const there = anchor(to, 'properties')
    if (!there) return
    const closed = after.length > 0 && comparing.inner(within(from, before), within(to, after)).some(isBreaking)
    const place = placeOf(there, there.node.properties ? 'properties' : undefined)
    found.push({ kind: 'property-removed', place, old: placeOf(old.at, 'properties', name), name, closed })
    return
  }
  // A property that is new in an open object may have occurred before, but nobody meant anything by it.
  if (areSame(from, before, to, after)) return
  const [a, b] = [within(from, before), within(to, after)]
  if (!old && asksNothing(a)) return
  found.push(...comparing.inner(a, b).map((one) => ({ name, ...one })))
  const was = a.parts.find(({ at }) => at.node.default)?.at
  const is = b.parts.find(({ at }) => at.node.default)?.at
  if (!was?.node.default || !is?.node.default || canonical(was.node.default.value) === canonical(is.node.default.value)) return
  const values = { from: was.node.default.value, to: is.node.default.value }
  found.push({ kind: 'default-changed', place: placeOf(is, 'default'), old: placeOf(was, 'default'), name, keyword: 'default', ...values })
}

function matchesPattern({ parts }: Whole, name: string): boolean {
  return parts.some(({ at }) => at.node.patternProperties?.some(({ pattern }) => matcher(pattern, 'linear')(name)))
}

function compareRequired(comparing: Comparing, required: ReadonlySet<string>, names: ReadonlyMap<string, Part>): void {
  const { from, to, found } = comparing
  const told = new Set<string>()
  const old = anchor(from, 'required')
  if (!old) return
  const tell = (part: Part, keyword: 'required' | 'dependentRequired', name: string): void => {
    if (required.has(name) || told.has(name) || standsIn(to, name)) return
    told.add(name)
    const there = part.at.node.properties?.has(name) ? part : names.get(name)
    const place = there && to.parts.includes(there) ? placeOf(there.at, 'properties', name) : placeOf(part.at, keyword)
    const before = declared(from).get(name)
    const was = before ? placeOf(before.at, 'properties', name) : placeOf(old, old.node.required ? 'required' : undefined)
    found.push({ kind: 'required-added', place, old: was, name, keyword })
  }
  for (const part of to.parts) {
    for (const name of part.at.node.required ?? []) tell(part, 'required', name)
    for (const [trigger, needed] of part.at.node.dependentRequired ?? []) {
      if (ofProperty(from, trigger).some(({ node }) => node.never)) continue
      const before = from.parts.flatMap(({ at }) => at.node.dependentRequired?.get(trigger) ?? [])
      for (const name of needed) if (!before.includes(name) && name !== trigger) tell(part, 'dependentRequired', name)
    }
  }
}

/** Whether a default that the new schema accepts stands in for the missing property. */
function standsIn(to: Whole, name: string): boolean {
  const property = within(to, ofProperty(to, name))
  const value = property.parts.find(({ at }) => at.node.default)?.at.node.default
  return value !== undefined && accepts(property, value.value) !== false
}

/** The properties that nobody declares. */
function compareRest(comparing: Comparing): void {
  const { from, to } = comparing
  const rest = from.parts.flatMap(({ at }) =>
    [at.node.additionalProperties, at.node.unevaluatedProperties].flatMap((node) => (node ? [{ ...at, node }] : [])),
  )
  const closed = rest.some(({ node }) => node.never)
  for (const part of to.parts) {
    for (const keyword of ['additionalProperties', 'unevaluatedProperties'] as const) {
      const schema = part.at.node[keyword]
      if (!schema) continue
      const patterns = part.at.node.patternProperties?.map(({ pattern }) => pattern) ?? []
      const lost = from.parts
        .flatMap(({ at }) => at.node.patternProperties ?? [])
        .some(({ pattern, schema: old }) => !old.never && !patterns.includes(pattern))
      const narrower = closed
        ? lost && schema.never
        : comparing.inner(within(from, rest), whole(to.pool, [{ ...part.at, node: schema }])).some(isBreaking)
      if (narrower) report(comparing, 'object-closed', part, keyword)
    }
    for (const { pattern, schema } of part.at.node.patternProperties ?? []) {
      const old = from.parts.flatMap(({ at }) =>
        (at.node.patternProperties ?? []).filter((one) => one.pattern === pattern).map((one) => ({ ...at, node: one.schema })),
      )
      if (old.length > 0) comparing.found.push(...comparing.inner(whole(from.pool, old), whole(to.pool, [{ ...part.at, node: schema }])))
    }
  }
}

function compareNames(comparing: Comparing, names: ReadonlyMap<string, Part>): void {
  const { from, to } = comparing
  const old = from.parts.flatMap(({ at }) => (at.node.propertyNames ? [{ ...at, node: at.node.propertyNames }] : []))
  const closed = from.parts.some(({ at }) => at.node.additionalProperties?.never && !at.node.patternProperties)
  for (const part of to.parts) {
    const schema = part.at.node.propertyNames
    if (!schema) continue
    const now = whole(to.pool, [{ ...part.at, node: schema }])
    const text = { ...part.at, node: { pointer: part.at.node.pointer, types: ['string'] as const } }
    const refused = closed
      ? [...names.keys()].some((name) => accepts(now, name) === false)
      : comparing.inner(whole(from.pool, [text, ...old]), now).some(isBreaking)
    if (refused) report(comparing, 'constraint-tightened', part, 'propertyNames')
  }
}
