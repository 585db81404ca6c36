import type { SchemaView } from '../model/schema-view.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { remembered } from '../workspace/remembered.ts'
import { resolveExpression } from './expression.ts'
import { mostCommon } from './most-common.ts'
import type { Stream, StreamMessage } from './stream.ts'

/** The property that holds a message's correlation id. */
export interface CorrelationSchema {
  readonly one: StreamMessage
  readonly schema: SchemaView
}

/** Of the messages whose correlation id leads to a property that can be read, and is where most of the set have it. */
export function correlationSchemas(stream: Stream): CorrelationSchema[] {
  const found = stream.messages.flatMap((one) => {
    const { correlation } = one
    if (correlation.kind !== 'found' || !correlation.expression) return []
    const lookup = resolveExpression(correlation.expression, one.message)
    return lookup.kind === 'found' && lookup.schema.isReadable ? [{ one, schema: lookup.schema, text: correlation.at.text }] : []
  })
  const usual = mostCommon(found.map(({ text }) => text))
  return found.filter(({ text }) => text === usual)
}

/** Type and format as one text, `allOf` opened; `undefined` where neither is given. */
export const typeOf = bySchema(readType)

function readType(schema: SchemaView): string | undefined {
  const parts = schema.parts()
  const types = parts.map((part) => part.types).find((list) => list.length > 0)
  const format = parts.map((part) => part.layers.at('format').text).find((text) => text !== undefined)
  if (!types && format === undefined) return undefined
  return `${types ? [...types].sort().join(' or ') : 'any type'}${format === undefined ? '' : ` (${format})`}`
}

/** Whether its values are objects or lists, as far as it says. */
export const isCompound = bySchema(readCompound)

function readCompound(schema: SchemaView): boolean {
  return schema.parts().some(({ types, layers }) => {
    const scalars = types.filter((type) => type !== 'object' && type !== 'array' && type !== 'null')
    return types.length > 0 ? scalars.length === 0 && types.some((type) => type !== 'null') : layers.at('properties').exists
  })
}

/** Answers about a schema are kept until it changes; one that stands nowhere has nothing to change. */
function bySchema<T>(read: (schema: SchemaView) => T): (schema: SchemaView) => T {
  const kept = remembered((schema: SchemaView) => (schema.cursor as Cursor).file.clock, read)
  return (schema) => (schema.cursor ? kept(schema) : read(schema))
}
