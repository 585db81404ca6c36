import { formatPointer } from '../../shared/pointer.ts'
import { readJson } from '../json/read.ts'

/** Something in a state that is no data. */
interface StateDefect {
  readonly path: string
  /** What stands there, in words. */
  readonly what: string
}

export type StateText = { readonly text: string } | { readonly defect: StateDefect }

const deepest = 1_000

/** The state that a text of {@link stateText} says; `undefined` for no such text. */
export function readState(text: string): { readonly value: unknown } | undefined {
  const result = readJson(text, true)
  return result.ok ? { value: result.value } : undefined
}

/** A state that a reducer made, as JSON but for `bigint`s, which end in `n`; what is `undefined` is left out. Anything but data, and a cycle, is a defect. */
export function stateText(state: unknown): StateText {
  const path: string[] = []
  const above: object[] = []
  const write = (value: unknown): string => {
    switch (typeof value) {
      case 'string':
        return JSON.stringify(value)
      case 'boolean':
        return String(value)
      case 'bigint':
        return `${value}n`
      case 'number':
        if (!Number.isFinite(value)) throw new Defective(path, Number.isNaN(value) ? 'NaN' : 'an infinite number')
        return JSON.stringify(value)
      case 'object':
        return value === null ? 'null' : container(value)
      default:
        throw new Defective(path, value === undefined ? 'nothing (undefined)' : `a ${typeof value}`)
    }
  }
  const container = (value: object): string => {
    if (above.includes(value)) throw new Defective(path, 'a cycle')
    if (above.length >= deepest) throw new Defective(path, `more than ${deepest} levels`)
    const name = foreign(value)
    if (name !== undefined) throw new Defective(path, name)
    above.push(value)
    const text = Array.isArray(value) ? items(value) : members(value as Readonly<Record<string, unknown>>)
    above.pop()
    return text
  }
  const items = (value: readonly unknown[]): string => {
    let text = ''
    for (let at = 0; at < value.length; at++) {
      path.push(String(at))
      text += `${at === 0 ? '' : ','}${value[at] === undefined ? 'null' : write(value[at])}`
      path.pop()
    }
    return `[${text}]`
  }
  const members = (value: Readonly<Record<string, unknown>>): string => {
    let text = ''
    for (const name of Object.keys(value)) {
      const inner = value[name]
      if (inner === undefined) continue
      path.push(name)
      text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${write(inner)}`
      path.pop()
    }
    return `{${text}}`
  }
  try {
    return { text: write(state) }
  } catch (error) {
    // A getter of the state may throw, too.
    if (error instanceof Defective) return { defect: { path: formatPointer(error.path), what: error.message } }
    return { defect: { path: formatPointer(path), what: `something that cannot be read (${String(error)})` } }
  }
}

class Defective extends Error {
  readonly path: readonly string[]

  constructor(path: readonly string[], what: string) {
    super(what)
    this.path = [...path]
  }
}

/** What the object is, where it is not plain data. */
function foreign(value: object): string | undefined {
  if (Array.isArray(value)) return undefined
  if (typeof (value as { then?: unknown }).then === 'function') return 'a promise'
  const kind = Object.prototype.toString.call(value)
  if (kind === '[object Object]') return undefined
  return kind === '[object Date]' ? 'a Date, of which only the text can be kept' : `a ${kind.slice(8, -1)}`
}
