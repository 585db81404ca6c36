import type { JsonType, KindId, Literal } from '../../../spec/row.ts'

/** What is wrong, before it is put into words. `path` leads from the node that was checked to the place; `of` is the kind that was asked for. */
export type Defect = { readonly path: readonly string[]; readonly part: 'key' | 'value'; readonly of: KindId } & Fault

export type Fault =
  | { readonly kind: 'unknown-key'; readonly key: string; readonly suggestion: string | undefined }
  | { readonly kind: 'reference-not-allowed' }
  | { readonly kind: 'forbidden-key'; readonly key: string }
  | { readonly kind: 'missing-key'; readonly keys: readonly string[] }
  | { readonly kind: 'wrong-type'; readonly expected: readonly JsonType[]; readonly found: JsonType }
  | { readonly kind: 'no-reference'; readonly found: JsonType }
  | { readonly kind: 'bad-value'; readonly allowed: readonly Literal[]; readonly suggestion: string | undefined }
  | { readonly kind: 'excluded-value' }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'format'; readonly format: string }
  | {
      readonly kind: 'range'
      readonly what: 'value' | 'length' | 'items'
      readonly bound: 'least' | 'most' | 'above'
      readonly limit: number
    }
  | { readonly kind: 'repeated-item' }

/** What a node and all below it have against a kind; nothing at all is `undefined`. Only children with defects are held. */
export interface Result {
  readonly defects: readonly Defect[]
  readonly children: readonly (readonly [segment: string, result: Result])[]
  /** How many defects there are in all. */
  readonly weight: number
}
