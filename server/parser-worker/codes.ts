/**
 * What becomes of each code of @asyncapi/parser 3.6 (its rulesets `core`, `recommended`, `v2` and `v3`, and what Spectral adds). A code
 * that is not listed is one of a newer parser: as an error it is shown like `beside`, else like `recommendation`.
 *
 * - `covered`: a rule of ours says all of it, and better; never shown, and the parser does not even run it.
 * - `net`: a rule of ours says all of it too; shown only where ours have no word about the document's shape at all.
 * - `noise`: says nothing about the document; never shown.
 * - `beside`: shown where no rule of ours speaks at the node, its key, or inside it (`only` there: not inside).
 * - `recommendation`: a hint, for those who ask for recommendations.
 */
export type Treatment =
  | { readonly as: 'covered'; readonly by: string }
  | { readonly as: 'net'; readonly by: string; readonly at: 'key' }
  | { readonly as: 'noise' }
  | { readonly as: 'beside'; readonly at: 'key' | 'value'; readonly only?: true }
  | { readonly as: 'recommendation'; readonly at: 'key' | 'value' }

export function treatmentOf(code: string, isError: boolean): Treatment {
  return treatments.get(code) ?? { as: isError ? 'beside' : 'recommendation', at: 'value' }
}

const covered = (by: string): Treatment => ({ as: 'covered', by })
const noise: Treatment = { as: 'noise' }
const recommendedKey: Treatment = { as: 'recommendation', at: 'key' }
const recommendedValue: Treatment = { as: 'recommendation', at: 'value' }

export const treatments: ReadonlyMap<string, Treatment> = new Map<string, Treatment>([
  // What Spectral says of any document. `parser` is YAML's syntax, tabs among it; `uncaught-error` is a fault of the parser's own.
  ['parser', covered('asyncapi/syntax')],
  ['invalid-ref', covered('asyncapi/unresolved-ref')],
  ['unrecognized-format', covered('asyncapi/structure')],
  ['uncaught-error', noise],

  ['asyncapi-is-asyncapi', covered('asyncapi/structure')],
  ['asyncapi-document-resolved', { as: 'net', by: 'asyncapi/structure', at: 'key' }],
  ['asyncapi-document-unresolved', covered('asyncapi/structure')],
  ['asyncapi2-schemas', covered('asyncapi/structure')],
  ['asyncapi2-operation-operationId-uniqueness', covered('asyncapi/structure')],
  ['asyncapi3-channel-servers', covered('asyncapi/structure')],

  ['asyncapi2-channel-parameters', covered('asyncapi/parameters')],
  ['asyncapi3-channel-parameters', covered('asyncapi/parameters')],
  // It compares the texts of references, so that it refuses messages of a channel that is itself a `$ref` to its owner's.
  ['asyncapi3-operation-messages-from-referred-channel', covered('event-source/operation-through-channel')],
  ['asyncapi2-message-examples', covered('asyncapi/example')],
  ['asyncapi2-message-examples-custom-format', covered('asyncapi/example')],
  ['asyncapi2-schema-default', covered('asyncapi/example')],
  ['asyncapi2-schema-examples', covered('asyncapi/example')],
  ['asyncapi-unused-component', covered('asyncapi/unused-component')],
  ['asyncapi2-unused-securityScheme', covered('asyncapi/unused-component')],

  ['asyncapi2-server-security', { as: 'beside', at: 'key' }],
  ['asyncapi2-operation-security', { as: 'beside', at: 'key' }],
  ['asyncapi2-server-variables', { as: 'beside', at: 'key', only: true }],
  ['asyncapi2-channel-servers', { as: 'beside', at: 'value' }],
  ['asyncapi2-channel-no-query-nor-fragment', { as: 'beside', at: 'key', only: true }],
  ['asyncapi2-message-messageId-uniqueness', { as: 'beside', at: 'value' }],
  ['asyncapi2-tags-uniqueness', { as: 'beside', at: 'value' }],
  ['asyncapi3-required-operation-channel-unambiguity', { as: 'beside', at: 'value' }],
  ['asyncapi3-required-channel-servers-unambiguity', { as: 'beside', at: 'value' }],
  ['asyncapi3-channel-no-query-nor-fragment', { as: 'beside', at: 'key', only: true }],

  ['asyncapi-latest-version', recommendedValue],
  ['asyncapi-id', recommendedKey],
  ['asyncapi-defaultContentType', recommendedKey],
  ['asyncapi-info-description', recommendedKey],
  ['asyncapi-info-contact', recommendedKey],
  ['asyncapi-info-contact-properties', recommendedKey],
  ['asyncapi-info-license', recommendedKey],
  ['asyncapi-info-license-url', recommendedKey],
  ['asyncapi-servers', recommendedKey],
  ['asyncapi2-tags', recommendedKey],
  ['asyncapi2-server-no-empty-variable', recommendedValue],
  ['asyncapi2-server-no-trailing-slash', recommendedValue],
  ['asyncapi2-channel-no-empty-parameter', recommendedKey],
  ['asyncapi2-channel-no-trailing-slash', recommendedKey],
  ['asyncapi2-operation-operationId', recommendedKey],
  ['asyncapi2-message-messageId', recommendedKey],

  // Sees nothing and says nothing: it hands the parser's own state along.
  ['asyncapi-internal', noise],
])
