import { areSame } from './alike.ts'
import { type Comparing, report } from './context.ts'
import { compareSize, strictest } from './scalars.ts'
import { listed, ofItem, within } from './whole.ts'

export function compareArrays(comparing: Comparing): void {
  const { from, to, found } = comparing
  const most = strictest(from, 'maxItems', true) ?? Number.POSITIVE_INFINITY
  const tuple = Math.max(0, ...[...from.parts, ...to.parts].map(({ at }) => at.node.prefixItems?.length ?? 0))
  for (let index = 0; index <= tuple && index < most; index++) {
    const which = index < tuple ? index : undefined
    const before = ofItem(from, which)
    // A tuple that was closed here had no such item, and none after it.
    if (before.some(({ node }) => node.never)) break
    const closing = to.parts.find(({ at }) => at.node.items?.never && (which === undefined || !at.node.prefixItems?.[index]))
    if (closing) {
      report(comparing, 'constraint-tightened', closing, 'items')
      break
    }
    const after = ofItem(to, which)
    if (!areSame(from, before, to, after)) found.push(...comparing.inner(within(from, before), within(to, after)))
  }
  const closedAt = from.parts.find(({ at }) => at.node.items?.never)?.at.node.prefixItems?.length
  compareSize(comparing, 'minItems', 'maxItems', { most: from.parts.some(({ at }) => at.node.items?.never) ? (closedAt ?? 0) : undefined })
  compareUnique(comparing, most)
  for (const part of to.parts) {
    const { contains, minContains = 1 } = part.at.node
    // Without an old one the empty array, if it was accepted, is proof.
    const empty =
      (strictest(from, 'minItems', false) ?? 0) === 0 && !from.parts.some(({ at }) => at.node.contains && at.node.minContains !== 0)
    if (contains && minContains > 0 && empty) report(comparing, 'constraint-tightened', part, 'contains')
  }
}

function compareUnique(comparing: Comparing, most: number): void {
  const { from, to } = comparing
  if (most < 2 || from.parts.some(({ at }) => at.node.uniqueItems)) return
  const values = listed(within(from, ofItem(from, undefined)))
  if (values?.length === 0) return
  const part = to.parts.find(({ at }) => at.node.uniqueItems)
  if (part) report(comparing, 'constraint-tightened', part, 'uniqueItems', { from: false, to: true })
}
