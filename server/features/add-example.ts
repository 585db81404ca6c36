import type { WorkspaceEdit } from 'vscode-languageserver'
import type { ExampleEditParams } from '../../shared/example-protocol.ts'
import { parsePointer } from '../../shared/pointer.ts'
import type { Checks } from '../validate/checks.ts'
import { editOf } from './edits.ts'

/** The edit that puts a payload among the examples of a message; `null` where there is no such message, or nothing would be new. */
export function exampleEditFor({ message: place, name, payload }: ExampleEditParams, { workspace }: Checks): WorkspaceEdit | null {
  const path = parsePointer(place.pointer)
  const message =
    path &&
    workspace
      .file(place.uri)
      .root(place.document)
      .at(...path).target
  if (!message?.isMapping) return null
  const value = parsed(payload)
  if (value === undefined) return null
  const examples = message.at('examples')
  if (examples.exists && !examples.isSequence) return null
  const json = JSON.stringify(value)
  if (examples.children.some((one) => JSON.stringify(one.at('payload').value) === json)) return null
  const example = { name, payload: value }
  return (
    editOf([
      examples.exists ? { do: 'append', at: examples, value: example } : { do: 'insert', at: message, key: 'examples', value: [example] },
    ]) ?? null
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
