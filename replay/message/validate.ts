import type { Problem } from '../../schema/problem.ts'
import { type JsonObject, setMember } from '../json/object.ts'
import { comparable } from '../record/names.ts'
import type { ReplayMessage } from './channel.ts'
import { checkText } from './coerce.ts'

export interface Validated {
  /** As the schema has it: cells of text have taken their types. */
  readonly payload: unknown
  readonly headers: JsonObject
  readonly payloadProblems: readonly Problem[]
  readonly headerProblems: readonly Problem[]
}

/** Holds payload and headers of an event against its message. What cannot be decided is no problem. */
export function validate(message: ReplayMessage, payload: unknown, headers: JsonObject, isText: boolean, isCloudEvent: boolean): Validated {
  const body = !message.payload
    ? { value: payload, problems: [] }
    : isText
      ? checkText(message.payload, payload)
      : { value: payload, problems: message.payload(payload) }
  const named = isCloudEvent ? underDeclaredNames(message, headers) : headers
  const head = message.headers ? checkText(message.headers, named) : { value: named, problems: [] }
  return {
    payload: body.value,
    headers: head.value as JsonObject,
    payloadProblems: body.problems ?? [],
    headerProblems: head.problems ?? [],
  }
}

/** Attributes of a CloudEvent under the names that the message's headers describe, such as `ce_id` for `id`. */
export function underDeclaredNames(message: ReplayMessage, headers: JsonObject): JsonObject {
  const out: JsonObject = {}
  for (const name of Object.keys(headers)) setMember(out, message.headerNames.get(comparable(name)) ?? name, headers[name])
  return out
}
