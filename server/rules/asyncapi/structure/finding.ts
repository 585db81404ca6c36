/** One defect of shape. The path leads from the node that was checked to the key or value that is wrong. */
export interface StructureFinding {
  readonly path: readonly string[]
  readonly part: 'key' | 'value'
  readonly message: string
  /** What a fix needs to know: the kind of defect and its details, plain data. */
  readonly data: { readonly kind: string; readonly suggestion?: string; readonly [detail: string]: unknown }
}
