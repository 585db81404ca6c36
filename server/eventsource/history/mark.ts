import { remembered } from '../../workspace/remembered.ts'
import { type Constant, constantId } from '../constants.ts'
import { isNamedForType } from '../marks.ts'
import type { Stream, StreamMessage } from '../stream.ts'

/**
 * The type mark of a message: the constant that the whole set has, each message with its own value, or one that is called `type` or the
 * like. The latter counts for the only message of a set, too: there may have been others, and will be. `undefined` where it has none.
 */
export const markOf: (one: StreamMessage) => Constant | undefined = remembered(({ message }) => message.entry.file.clock, findMark)

function findMark({ constants, marks, stream }: StreamMessage): Constant | undefined {
  const declared = stream.declaration.discriminator
  if (declared) {
    const id = constantId(declared.expression)
    const constant = constants.list.find((one) => constantId(one) === id)
    if (constant) return constant
  }
  if (stream.messages.length === 1) return constants.list.find(isNamedForType)
  return marks.find((mark) => isNamedForType(mark) || placesOfAll(stream).has(constantId(mark)))
}

/** The places where every message of the set has a constant. */
const placesOfAll: (stream: Stream) => ReadonlySet<string> = remembered(
  ({ channel }) => channel.cursor.file.clock,
  ({ messages }) => {
    const [first, ...rest] = messages.map(({ constants }) => new Set(constants.list.map(constantId)))
    return new Set([...(first ?? [])].filter((id) => rest.every((one) => one.has(id))))
  },
  (a, b) => a.size === b.size && [...a].every((one) => b.has(one)),
)
