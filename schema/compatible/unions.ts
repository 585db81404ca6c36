import type { TypeName } from '../node.ts'
import { type Located, placeOf } from '../read.ts'
import { areCounterparts, equalNodes } from './alike.ts'
import type { Comparing } from './context.ts'
import { areDisjoint } from './disjoint.ts'
import { type Incompatibility, isBreaking } from './incompatibility.ts'
import { branchesOf, kinds, typeNames, unionOf, type Whole, whole, withoutUnion } from './whole.ts'

type Inner = Comparing['inner']

/** A schema that is no union (any more: one branch at a time) against one that is: some branch has to accept all of it. */
export function compareUnions(from: Whole, to: Whole, inner: Inner): readonly Incompatibility[] {
  const union = unionOf(to)
  if (!union) return inner(from, to)
  const trials = branchesOf(to).map((branch) => ({ branch, found: inner(from, branch) }))
  const right = trials.findIndex(({ found }) => !found.some(isBreaking))
  if (right >= 0) return [...(trials[right]?.found ?? []), ...(union.keyword === 'oneOf' && !from.branch ? overlaps(from, to, right) : [])]
  const base = inner(from, withoutUnion(to)).filter(
    (one) => isBreaking(one) && one.kind !== 'property-removed' && one.kind !== 'object-closed',
  )
  if (base.length > 0) return base
  const { branch: replaced } = from
  if (replaced) {
    const counterpart = trials.find(({ branch: { branch } }) => branch && areCounterparts(from, replaced, to, branch))
    if (counterpart) return counterpart.found
    return [
      {
        kind: 'union-shrunk',
        place: placeOf(union.part.at, union.keyword),
        old: placeOf(replaced.owner, replaced.keyword, String(replaced.index)),
        keyword: union.keyword,
      },
    ]
  }
  const types = typeNames(kinds(from))
  if (types.length > 1)
    return types.flatMap((type) => inner(only(from, type), to)).map((one) => (isLost(one, union.keyword) ? { ...one, from: types } : one))
  const near = trials.filter(({ branch }) =>
    typeNames(kinds(branch)).some((type) => type === types[0] || (type === 'integer' && types[0] === 'number')),
  )
  const best = near.sort((a, b) => a.found.length - b.found.length)[0]
  if (best) return best.found
  const was = from.parts[0]?.at
  if (!was) return []
  const old = placeOf(was, was.node.types && 'type')
  return [
    {
      kind: 'property-retyped',
      place: placeOf(union.part.at, union.keyword),
      old,
      keyword: union.keyword,
      from: types,
      to: typeNames(kinds(to)),
    },
  ]
}

/** Whether it says that a type has no branch any more. */
function isLost({ kind, keyword }: Incompatibility, union: string): boolean {
  return kind === 'property-retyped' && keyword === union
}

/** Branches of a new `oneOf` that the old one had not, and that accept what another accepts: a value that was right once is now right twice. */
export function addedBranches(from: Whole, to: Whole): readonly Incompatibility[] {
  const [before, after] = [unionOf(from), unionOf(to)]
  if (before?.keyword !== 'oneOf' || after?.keyword !== 'oneOf') return []
  const olds = branchesOf(from)
  const news = branchesOf(to)
  const isKept = (now: Whole): boolean =>
    olds.some(
      (old) =>
        old.branch &&
        now.branch &&
        (areCounterparts(from, old.branch, to, now.branch) || equalNodes(from.pool, old.branch.at, to.pool, now.branch.at)),
    )
  const kept = news.filter(isKept)
  return news
    .filter((now) => !kept.includes(now) && kept.some((other) => !areDisjoint(now, other)))
    .flatMap(({ branch }) => (branch ? [overlap(branch.owner, branch.index, placeOf(before.part.at, 'oneOf'))] : []))
}

function overlaps(from: Whole, to: Whole, right: number): readonly Incompatibility[] {
  const was = from.parts[0]?.at
  if (!was) return []
  return branchesOf(to)
    .filter((branch, index) => index !== right && !areDisjoint(from, branch))
    .flatMap(({ branch }) => (branch ? [overlap(branch.owner, branch.index, placeOf(was))] : []))
}

function overlap(owner: Located, index: number, old: Incompatibility['old']): Incompatibility {
  return { kind: 'union-shrunk', place: placeOf(owner, 'oneOf', String(index)), old, keyword: 'oneOf' }
}

/** The values of one type. */
function only(from: Whole, type: TypeName): Whole {
  const at = from.parts[0]?.at
  if (!at) return from
  const { parts } = whole(from.pool, [{ ...at, node: { pointer: at.node.pointer, types: [type] } }])
  return { ...from, parts: [...from.parts, ...parts] }
}
