import type { ParserFinding } from './protocol.ts'

/**
 * Whether what the parser's own structure check refuses is wrong beyond doubt. `asyncapi/structure` says the same and better, so this is
 * asked only where no rule of ours has a word about the shape of any file of the document: it is the net below them.
 *
 * Left out is where the parser is known to refuse what the specification's text allows: schemas (foreign formats, booleans, keywords)
 * and the messages that hold them, bindings (`$ref` keys, older versions, `ros2`), parameters and traits that are references; and its
 * verdicts over alternatives (`oneOf`, `then`), which do not say which one was meant.
 */
export function isPlainlyWrong({ path, message }: ParserFinding): boolean {
  return plain.test(message) && !path.some((segment) => doubtful.test(segment))
}

const plain =
  /^Property "[^"]*" is not expected to be here$|must have required property|must match format|must be equal to one of the allowed values/

const doubtful = /^(?:messages?|payload|headers|schemas?|parameters|traits|\w+Traits|bindings|\w+Bindings)$/
