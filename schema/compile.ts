import type { SchemaId, SchemaPlace, SchemaPool } from '../shared/schema-pool.ts'
import { evaluate } from './evaluate.ts'
import { compileFast, type FastCheck, type FastContext, Undecided } from './fast.ts'
import type { SchemaNode } from './node.ts'
import type { RegExpMode } from './pattern.ts'
import type { Problem } from './problem.ts'
import { follow, type Located, readSchemaAt } from './read.ts'
import type { Outcome, Run, Verdict } from './run.ts'

export interface CompileOptions {
  /** How a document's own expressions are run; `linear` unless said otherwise. */
  readonly regExp?: RegExpMode
  /** How many problems of one value are told; 100 unless said otherwise. */
  readonly mostProblems?: number
}

/** A schema that values can be held against. Never throws, whatever the value or the schema. */
export interface Check {
  /** All that is wrong with the value: empty when the schema accepts it, `undefined` when that cannot be decided. */
  (value: unknown): readonly Problem[] | undefined
  /** The same, without asking why. */
  accepts(value: unknown): Verdict
}

/** A schema is compiled when it was evaluated so often: few are ever held against more than their examples. */
const usesBeforeCompile = 16
/** References that one compiled check may follow before it is evaluated instead, where outcomes are remembered. */
const mostSteps = 100_000

interface Uses {
  left: number
  fast: FastCheck | undefined
}

const uses: Record<RegExpMode, WeakMap<SchemaNode, Uses>> = { linear: new WeakMap(), native: new WeakMap() }

/** A check for the schema of that id. What it refers to is looked up in the pool while it runs; what was compiled is kept for as long as the pool's entries are the same. */
export function compile(pool: SchemaPool, id: SchemaId, options: CompileOptions = {}): Check {
  return compileAt(pool, { id, pointer: '' }, options)
}

/** A check for a subschema. One that is not there decides nothing. */
export function compileAt(pool: SchemaPool, place: SchemaPlace, options: CompileOptions = {}): Check {
  const { regExp: mode = 'linear', mostProblems = 100 } = options
  const at = readSchemaAt(pool, place)
  const check = (value: unknown): readonly Problem[] | undefined => {
    if (!at) return undefined
    if (acceptsFast(pool, at, value, mode) === true) return []
    const { verdict, problems } = outcome(pool, at, value, mode, mostProblems, 0)
    if (verdict === undefined) return undefined
    return verdict ? [] : distinct(problems)
  }
  const accepts = (value: unknown): Verdict => {
    if (!at) return undefined
    return acceptsFast(pool, at, value, mode) || outcome(pool, at, value, mode, 1, 1).verdict
  }
  return Object.assign(check, { accepts })
}

const exhausted: Outcome = { verdict: undefined, problems: [] }

function outcome(pool: SchemaPool, at: Located, value: unknown, mode: RegExpMode, mostProblems: number, quiet: number): Outcome {
  const run: Run = { pool, mode, root: value, mostProblems, steps: 0, depth: 0, quiet, memo: new Map() }
  try {
    return evaluate(run, at, value, '')
  } catch {
    // Exhausted, or the stack's end: a schema or a value built to be too much.
    return exhausted
  }
}

/** `true` where the compiled check accepts. Anything else is for the evaluation to say. */
function acceptsFast(pool: SchemaPool, at: Located, value: unknown, mode: RegExpMode): Verdict {
  const fast = fastCheck(at.node, mode)
  if (!fast) return undefined
  try {
    return fast.call(new Links(pool, at, mode), value)
  } catch {
    return undefined
  }
}

function fastCheck(node: SchemaNode, mode: RegExpMode): FastCheck | undefined {
  let found = uses[mode].get(node)
  if (!found) {
    found = { left: usesBeforeCompile, fast: undefined }
    uses[mode].set(node, found)
  }
  if (found.left > 0 && --found.left === 0) found.fast = compileFast(node, mode)
  return found.fast
}

/** Joins compiled schemas at their references. */
class Links implements FastContext {
  readonly #pool: SchemaPool
  readonly #mode: RegExpMode
  #at: Located
  #steps = 0

  constructor(pool: SchemaPool, at: Located, mode: RegExpMode) {
    this.#pool = pool
    this.#at = at
    this.#mode = mode
  }

  accepts(ref: string, value: unknown): boolean {
    const from = this.#at
    const target = follow(this.#pool, from, ref)
    if (!target || ++this.#steps > mostSteps) throw new Undecided()
    const fast = fastCheck(target.node, this.#mode)
    if (!fast) {
      const { verdict } = outcome(this.#pool, target, value, this.#mode, 1, 1)
      if (verdict === undefined) throw new Undecided()
      return verdict
    }
    this.#at = target
    const accepted = fast.call(this, value)
    this.#at = from
    return accepted
  }
}

/** Two branches of a schema may refuse the same thing in the same words. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const said = new Set<string>()
  return problems.filter(({ path, message }) => {
    const text = `${path}\n${message}`
    return !said.has(text) && said.add(text)
  })
}
