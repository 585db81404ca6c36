/** A finding of the parser in plain words that say what is wrong; where there are none for it, its own message. */
export function plainMessage(code: string, message: string, path: readonly string[]): string {
  const last = path.at(-1) ?? ''
  for (const [of, pattern, text] of sentences) {
    if (of !== undefined && of !== code) continue
    const match = pattern.exec(message)
    if (match) return text(match[1] ?? '', last)
  }
  return message
}

type Sentence = readonly [code: string | undefined, pattern: RegExp, text: (part: string, last: string) => string]

const sentences: readonly Sentence[] = [
  [undefined, /must not reference an undefined security scheme/, (_, last) => `No security scheme "${last}" in "components".`],
  [
    undefined,
    /^Non-existing security scope .*Available: \[(.*)\]$/,
    (scopes) => (scopes === '' ? 'The security scheme has no scopes.' : `The security scheme has no such scope; it has: ${scopes}.`),
  ],
  ['asyncapi2-server-variables', /Missed: (.*)\.$/, (names) => `The URL has variables that "variables" does not describe: ${names}.`],
  ['asyncapi2-server-variables', /redundant defined "(.*)" url variable/, (name) => `The URL has no variable "{${name}}".`],
  ['asyncapi2-channel-servers', /^/, () => 'The channel names a server that "servers" does not have.'],
  ['asyncapi2-channel-no-query-nor-fragment', /^/, () => 'A channel address has no query ("?") and no fragment ("#").'],
  ['asyncapi3-channel-no-query-nor-fragment', /^/, () => 'A channel key has no query ("?") and no fragment ("#").'],
  ['asyncapi2-tags-uniqueness', /duplicate tag name "(.*)"/, (name) => `The tag "${name}" is listed twice.`],
  ['asyncapi2-message-messageId-uniqueness', /^/, () => 'Another message has the same "messageId".'],
  [
    'asyncapi3-required-operation-channel-unambiguity',
    /^/,
    () => 'The channel of an operation is a reference to a channel under the root "channels".',
  ],
  [
    'asyncapi3-required-channel-servers-unambiguity',
    /^/,
    () => 'The servers of a channel are references to servers under the root "servers".',
  ],
  // What a newer parser may say in ajv's words.
  [undefined, /must have required property ['"]([^'"]*)['"]/, (name) => `"${name}" is missing.`],
  [undefined, /^Property "([^"]*)" is not expected to be here$/, (name) => `"${name}" does not belong here.`],
  [undefined, /must NOT have additional properties/, (_, last) => `"${last}" does not belong here.`],
  [undefined, /must be equal to one of the allowed values: (.*?)\.?$/, (values) => `The value is one of: ${values}.`],
  [undefined, /must be (string|number|integer|boolean|object|array|null)$/, (type) => `The value is of type ${type}.`],
  [
    undefined,
    /must match (?:a|exactly one) schema in (?:oneOf|anyOf)|must match "(?:then|else)" schema/,
    () => 'The value has none of the allowed shapes.',
  ],
]
