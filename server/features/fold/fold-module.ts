import { memberName } from '../../../schema/typescript.ts'
import type { StreamModel } from '../../../shared/stream-model.ts'
import { splitWords } from '../../eventsource/names.ts'
import { handlerName, stateName } from './fold-types.ts'

/**
 * A reducer module to begin with: a handler for each message, each of which does what replay does without a module.
 *
 * @param types the file of its types, beside it
 * @param namespace what they are in
 */
export function foldModule(model: StreamModel, types: string, namespace: string, isTypeScript: boolean): string {
  const state = stateName(model)
  const variable = variableName(state)
  const names = [...new Set(model.messages.flatMap((message) => handlerName(message) ?? []))]
  const handlers = names.map(
    (name) => `  ${memberName(name)}(${variable}, payload) {
    ${variable}.status = ${JSON.stringify(statusOf(name, model.aggregate))}
    Object.assign(${variable}, payload)
  },
`,
  )
  const reference = `/// <reference path=${JSON.stringify(`./${types}`)} />\n`
  const on = `{\n${handlers.join('\n')}}\n`
  if (!isTypeScript)
    return `// @ts-check
${reference}
/** What the events of one entity come to. Name here what you want to know of it.
 * @typedef {Record<string, unknown> & { status: string }} ${state}
 */

/** @type {${state}} */
export const initial = { status: 'unknown' }

/** @type {${namespace}.Handlers<${state}>} */
export const on = ${on}`
  return `${reference}
/** What the events of one entity come to. Name here what you want to know of it. */
interface ${state} extends Record<string, unknown> {
  status: string
}

export const initial: ${state} = { status: 'unknown' }

export const on: ${namespace}.Handlers<${state}> = ${on}`
}

/** What is new once the event has happened: its name without the entity's. */
function statusOf(name: string, aggregate: string | undefined): string {
  const words = splitWords(name)
  const entity = splitWords(aggregate ?? '')
  const isPrefix = entity.length < words.length && entity.every((word, index) => words[index] === word)
  return (isPrefix ? words.slice(entity.length) : words).join(' ')
}

function variableName(type: string): string {
  const name = type.charAt(0).toLowerCase() + type.slice(1)
  return name === 'payload' || !/^[A-Za-z]\w*$/.test(name) || reserved.has(name) ? 'state' : name
}

/** Words that a parameter cannot be called by (ECMA-262, section 12.7.2, and strict mode). */
const reserved = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in ' +
    'instanceof new null return super switch this throw true try typeof var void while with yield let static implements interface package ' +
    'private protected public arguments eval'
  ).split(' '),
)
