import type { Pointer } from '../shared/pointer.ts'
import { parsePointer } from '../shared/pointer.ts'
import type { SchemaNode, TypeName } from './node.ts'
import type { Problem } from './problem.ts'
import { follow, type Located, placeOf } from './read.ts'
import type { Outcome, Run } from './run.ts'
import { enumMessage } from './scalar.ts'
import { isObject } from './value.ts'
import { subject, typeList, typeShown } from './words.ts'

/**
 * What to say of a value that every branch of a union refuses: what is wrong with the branch it was meant for, which the discriminator names, else the mark,
 * else the smallest defect; where all branches differ in one value only, that value.
 */
export function bestBranch(
  run: Run,
  at: Located,
  keyword: 'anyOf' | 'oneOf',
  branches: readonly SchemaNode[],
  outcomes: readonly Outcome[],
  value: unknown,
  path: Pointer,
): readonly Problem[] {
  const meant = discriminated(run, at, branches, value)
  const chosen = meant === undefined ? undefined : outcomes[meant]
  if (chosen && chosen.problems.length > 0) return chosen.problems
  const place = placeOf(at, keyword)
  const shared = sharedValue(run, outcomes, value, path)
  if (shared) return [{ ...shared, keyword: 'enum', schemaPath: place }]
  const types = sharedTypes(outcomes, path)
  if (types) {
    const message = `${subject(run.root, path)} must be ${typeList(types)}, but is ${typeShown(value)}.`
    return [{ path, keyword: 'type', message, schemaPath: place, expected: types }]
  }
  let best: readonly Problem[] = []
  let least = Number.POSITIVE_INFINITY
  for (const { problems } of outcomes) {
    const cost = problems.reduce((sum, problem) => sum + weight(problem, path), 0)
    if (problems.length > 0 && cost < least) {
      best = problems
      least = cost
    }
  }
  if (best.length > 0) return best
  return [{ path, keyword, message: `${subject(run.root, path)} is none of its ${branches.length} alternatives.`, schemaPath: place }]
}

/** How much a problem says that the value was not meant for this branch. */
function weight(problem: Problem, path: Pointer): number {
  if (problem.path === path) return problem.keyword === 'type' || problem.keyword === 'false' ? 1000 : 2
  if (problem.keyword === 'const') return 100
  return problem.keyword === 'enum' ? 20 : 1
}

/** The branch that the discriminator's value names (AsyncAPI, *Schema Object*: the name of a schema, or a constant of its property). */
function discriminated(run: Run, at: Located, branches: readonly SchemaNode[], value: unknown): number | undefined {
  if (!isObject(value)) return undefined
  const property = at.node.discriminator
  const names = property === undefined ? branches.map((branch) => target(run, at, branch)?.node.discriminator) : [property]
  const common = names[0]
  if (common === undefined || names.some((name) => name !== common)) return undefined
  const mark = Object.hasOwn(value, common) ? value[common] : undefined
  if (typeof mark !== 'string') return undefined
  const index = branches.findIndex((branch) => {
    const found = target(run, at, branch)
    if (!found) return false
    const constant = found.node.properties?.get(common)?.const
    if (constant) return constant.value === mark
    return schemaName(found) === mark || found.node.title === mark
  })
  return index < 0 ? undefined : index
}

function target(run: Run, at: Located, branch: SchemaNode): Located | undefined {
  return branch.ref === undefined ? { ...at, node: branch } : follow(run.pool, at, branch.ref)
}

function schemaName(at: Located): string | undefined {
  return parsePointer(at.node.pointer || at.entry.pointer)?.at(-1)
}

/** One problem for all branches, where each refuses the same part for not being its constant. */
function sharedValue(
  run: Run,
  outcomes: readonly Outcome[],
  value: unknown,
  path: Pointer,
): Pick<Problem, 'path' | 'message' | 'expected'> | undefined {
  const isMark = (problem: Problem): boolean =>
    (problem.keyword === 'const' || problem.keyword === 'enum') && problem.expected !== undefined
  const first = outcomes[0]?.problems.filter(isMark) ?? []
  for (const candidate of first) {
    const all = outcomes.map((outcome) => outcome.problems.find((problem) => isMark(problem) && problem.path === candidate.path))
    if (all.includes(undefined)) continue
    const expected = [...new Set(all.flatMap((problem) => problem?.expected ?? []))]
    return {
      path: candidate.path,
      expected,
      message: enumMessage(run.root, candidate.path, expected, part(value, candidate.path.slice(path.length))),
    }
  }
  return undefined
}

function part(value: unknown, path: Pointer): unknown {
  let found = value
  for (const segment of parsePointer(path) ?? [])
    found = typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>)[segment] : undefined
  return found
}

/** All types the branches ask for, where each refuses the value itself for its type. */
function sharedTypes(outcomes: readonly Outcome[], path: Pointer): readonly TypeName[] | undefined {
  const types: TypeName[] = []
  for (const { problems } of outcomes) {
    const found = problems.find((problem) => problem.path === path && problem.keyword === 'type')
    if (!found) return undefined
    types.push(...((found.expected ?? []) as readonly TypeName[]))
  }
  return types
}
