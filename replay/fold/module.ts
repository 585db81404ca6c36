import { transform } from 'sucrase'
import { isObject } from '../json/object.ts'

type Handler = (state: unknown, payload: unknown, event: unknown) => unknown
type Upcast = (payload: unknown, event: unknown) => unknown

/** A reducer module, as a person wrote it. */
export interface Reducer {
  /** The state that an entity begins with: a value, or what makes one. */
  readonly initial: unknown
  readonly on: ReadonlyMap<string, Handler>
  readonly upcast: ReadonlyMap<string, Upcast>
}

/** The text of a module, and the file it is in. */
export interface ModuleSource {
  readonly text: string
  /** As it stands in stack traces. */
  readonly file: string
  readonly isTypeScript: boolean
}

/** Runs a script whose value is a function; the file's name and lines are those of its stack traces. */
export type Evaluate = (script: string, file: string) => unknown

/** A module that cannot be used; the message says why. */
export class ModuleError extends Error {
  readonly line: number | undefined

  constructor(message: string, line?: number) {
    super(message)
    this.line = line
  }
}

/** Loads a reducer module. Throws {@link ModuleError}. */
export function loadReducer(source: ModuleSource, evaluate: Evaluate): Reducer {
  const exported = run(source, evaluate)
  const all = isObject(exported['default']) && exported['on'] === undefined ? exported['default'] : exported
  const on = functions(all, 'on')
  if (!on) throw new ModuleError('It does not export `on`, an object from message name to function.')
  return {
    initial: all['initial'],
    on: on as ReadonlyMap<string, Handler>,
    upcast: (functions(all, 'upcast') ?? new Map()) as ReadonlyMap<string, Upcast>,
  }
}

function run({ text, file, isTypeScript }: ModuleSource, evaluate: Evaluate): Record<string, unknown> {
  let script: string
  try {
    // Lines stay where they are, so that a stack points at the person's own file.
    const { code } = transform(text, { transforms: isTypeScript ? ['typescript', 'imports'] : ['imports'], disableESTransforms: true })
    script = `(function (exports, require, module) {${code}\n})`
  } catch (error) {
    throw new ModuleError(error instanceof Error ? error.message : String(error), lineOf(error))
  }
  const module = { exports: {} as Record<string, unknown> }
  const require = (name: string) => {
    throw new ModuleError(`It imports ${JSON.stringify(name)}; a reducer is one file and may import types only.`)
  }
  try {
    const body = evaluate(script, file)
    if (typeof body === 'function') body(module.exports, require, module)
  } catch (error) {
    if (error instanceof ModuleError) throw error
    throw new ModuleError(error instanceof Error ? `${error.name}: ${error.message}` : String(error), stackLine(error, file)?.line)
  }
  return module.exports
}

function functions(exported: Record<string, unknown>, name: string): ReadonlyMap<string, unknown> | undefined {
  const value = exported[name]
  if (!isObject(value)) return undefined
  return new Map(Object.keys(value).flatMap((key) => (typeof value[key] === 'function' ? [[key, value[key]] as const] : [])))
}

function lineOf(error: unknown): number | undefined {
  const loc = isObject(error) ? error['loc'] : undefined
  return isObject(loc) && typeof loc['line'] === 'number' ? loc['line'] : undefined
}

/** The innermost line of the person's own file in a stack; `undefined` where none is in it. */
export function stackLine(error: unknown, file: string): { line: number; column: number } | undefined {
  const stack = isObject(error) || error instanceof Error ? (error as { stack?: unknown }).stack : undefined
  if (typeof stack !== 'string') return undefined
  for (const text of stack.split('\n')) {
    const at = text.indexOf(`${file}:`)
    const match = at < 0 ? null : /^(\d+)(?::(\d+))?/.exec(text.slice(at + file.length + 1))
    if (match) return { line: Number(match[1]), column: Number(match[2] ?? 1) }
  }
  return undefined
}
