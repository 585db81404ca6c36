import type { Pointer } from '../shared/pointer.ts'
import type { SchemaPlace } from '../shared/schema-pool.ts'

/** One defect of a value, in words a person understands without knowing JSON Schema. */
export interface Problem {
  /** Where in the value: the smallest part that is wrong; for something missing, the object that lacks it; for a property too many, that property. */
  readonly path: Pointer
  /** The JSON Schema keyword that refuses, as draft 2020-12 names it; `false` is the schema `false`. */
  readonly keyword: string
  /** One sentence. */
  readonly message: string
  /** Where that keyword stands. */
  readonly schemaPath: SchemaPlace
  /** What would have been right, where it can be listed: the values of `enum` and `const`, type names, the missing property. */
  readonly expected?: readonly unknown[]
}
