import { parsePointer } from '../../shared/pointer.ts'
import { type Json, writeJson } from '../ui/json.ts'
import { prettyJson } from './branch-edits.ts'
import { isContainer } from './state-tree.ts'

/** A value as it is pasted: text without its quotes, all else as JSON. */
export function copiedValue(value: Json | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : isContainer(value) ? prettyJson(value) : writeJson(value)
}

/** `expect(state.lines[0].sku).toEqual("A")`: for Vitest and Jest alike. */
export function assertionOf(path: string, value: Json | undefined): string {
  const steps = (parsePointer(path) ?? []).map((name) => {
    if (/^(?:0|[1-9]\d*)$/.test(name)) return `[${name}]`
    return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
  })
  return `expect(state${steps.join('')}).toEqual(${value === undefined ? 'undefined' : writeJson(value)})`
}
