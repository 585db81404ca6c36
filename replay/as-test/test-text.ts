import type { JsonObject } from '../json/object.ts'
import { literal } from './literal.ts'

interface GivenEvent {
  readonly message: string
  readonly payload: unknown
  /** What a handler is told besides the payload. */
  readonly event: JsonObject
}

export interface TestOptions {
  readonly form: 'vitest' | 'jest'
  readonly entity: string
  /** `112`, as a person calls the moment. */
  readonly position: string
  readonly given: readonly GivenEvent[]
  /** `undefined`: the entity is not there then. */
  readonly state: { readonly value: unknown } | undefined
  /** The reducer's file, in whose folder the test is to lie; `undefined` for the default fold. */
  readonly fold: string | undefined
}

/** A test that says what was seen: given these events, then this state. It runs as it is, beside the reducer. */
export function testText({ form, entity, position, given, state, fold }: TestOptions): string {
  const isTypeScript = fold === undefined || !/\.[cm]?js$/.test(fold)
  const any = isTypeScript ? ': any' : ''
  const imports = [
    ...(form === 'vitest' ? ["import { expect, test } from 'vitest'"] : []),
    ...(fold === undefined ? [] : [`import * as reducer from ${literal(`./${fold.replace(/\.[cm]?[jt]s$/, '')}`)}`]),
  ]
  const events = given.map(({ message, payload, event }) => ({ type: message, payload, event }))
  const name = literal(`${entity} after #${position}`)
  const expected = state ? `expect(state).toEqual(${literal(state.value, '  ')})` : 'expect(state).toBeUndefined()'
  return `${imports.map((line) => `${line}\n`).join('')}${imports.length > 0 ? '\n' : ''}test(${name}, () => {
  // Given
  const events = ${literal(events, '  ')}
${fold === undefined ? mergeSteps(any) : reducerSteps(any)}
  // Then
  ${expected}
})
${fold === undefined ? mergePatch(any) : ''}`
}

function reducerSteps(any: string): string {
  return `  const { initial, on, upcast = {} }${any} = reducer

  // When
  let state${any}
  for (const { type, payload, event } of events) {
    const handler = on[type] ?? on.default
    const draft = state ?? (typeof initial === 'function' ? initial() : structuredClone(initial))
    const result = handler?.(draft, upcast[type] ? upcast[type](payload, event) : payload, event)
    // Nothing returned is the draft as it was changed, null is an entity that was deleted.
    state = result === null ? undefined : (result ?? draft)
  }
`
}

function mergeSteps(any: string): string {
  return `
  // When
  let state${any}
  for (const [index, { type, payload, event }] of events.entries()) {
    const { $at, ...before }${any} = state ?? {}
    const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload)
    state = { ...(isObject ? mergePatch(before, payload) : { ...before, $value: payload }), $type: type, $version: index + 1 }
    if (event.time !== undefined) state.$at = event.time
  }
`
}

function mergePatch(any: string): string {
  return `
/** JSON Merge Patch, RFC 7396. */
function mergePatch(target${any}, patch${any})${any} {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const result${any} = typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name]
    else result[name] = mergePatch(result[name], value)
  }
  return result
}
`
}
