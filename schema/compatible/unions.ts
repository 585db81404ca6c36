import type { TypeName } from '../node.ts'
import { type Located, placeOf } from '../read.ts'
import { counterpart, equalNodes } from './alike.ts'
import type { Comparing } from './context.ts'
import { areDisjoint } from './disjoint.ts'
import { type Incompatibility, isBreaking } from './incompatibility.ts'
import { branchesOf, kinds, typeNames, unionOf, type Whole, whole, withoutUnion } from './whole.ts'

type Inner = Comparing['inner']

/** A schema that is no union (any more: one branch at a time) against one that is: some branch has to accept all of it. */
export function compareUnions(from: Whole, to: Whole, inner: Inner): readonly Incompatibility[] {
  const union = unionOf(to)
  if (!union) return inner(from, to)
  const { branch: was } = from
  const trials = branchesOf(to).map((branch, index) => {
    const known = was && branch.branch && counterpart(from, was, to, branch.branch)
    return { branch, index, known, found: inner(from, branch) }
  })
  // The branch that was meant comes before one that accepts only because it is open.
  const right =
    trials.find(({ found }) => found.length === 0) ??
    trials.find(({ known }) => known === 'named') ??
    trials.find(({ found }) => !found.some(isBreaking))
  if (right) return [...right.found, ...(union.keyword === 'oneOf' && !was ? overlaps(from, to, right.index) : [])]
  const base = inner(from, withoutUnion(to)).filter(
    (one) => isBreaking(one) && one.kind !== 'property-removed' && one.kind !== 'object-closed',
  )
  if (base.length > 0) return base
  if (was) {
    const placed = trials.find(({ known }) => known)
    if (placed) return placed.found
    return [
      {
        kind: 'union-shrunk',
        place: placeOf(union.part.at, union.keyword),
        old: placeOf(was.owner, was.keyword, String(was.index)),
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
  const first = from.parts[0]?.at
  if (!first) return []
  const old = placeOf(first, first.node.types && 'type')
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
        (counterpart(from, old.branch, to, now.branch) || equalNodes(from.pool, old.branch.at, to.pool, now.branch.at)),
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
