import { type Constant, constantId } from '../constants.ts'
import { isNamedForType } from '../marks.ts'
import type { StreamMessage } from '../stream.ts'

/**
 * The type mark of a message: the constant that the whole set has, each message with its own value, or one that is called `type` or the
 * like. The latter counts for the only message of a set, too: there may have been others, and will be. `undefined` where it has none.
 */
export function markOf({ constants, marks, stream }: StreamMessage): Constant | undefined {
  const declared = stream.declaration.discriminator
  if (declared) {
    const id = constantId(declared.expression)
    const constant = constants.list.find((one) => constantId(one) === id)
    if (constant) return constant
  }
  if (stream.messages.length === 1) return constants.list.find(isNamedForType)
  return marks.find((mark) => isNamedForType(mark) || isOnAll(mark, stream.messages))
}

function isOnAll(mark: Constant, messages: readonly StreamMessage[]): boolean {
  const id = constantId(mark)
  return messages.every(({ constants }) => constants.list.some((constant) => constantId(constant) === id))
}
