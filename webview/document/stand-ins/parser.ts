/** Of @asyncapi/parser what the component uses to draw: the model. It is only ever given documents that are parsed. */
export { isAsyncAPIDocument, isOldAsyncAPIDocument, isStringifiedDocument, toAsyncAPIDocument } from '@asyncapi/parser/esm/document'
export { SchemaV2 } from '@asyncapi/parser/esm/models'
export { unstringify } from '@asyncapi/parser/esm/stringify'
