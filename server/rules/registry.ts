// Written by `npm run generate` from the files in this folder.
import { rule as asyncapiUnresolvedRef } from './asyncapi/unresolved-ref.ts'
import type { Rule } from './rule.ts'

/** Every rule there is, by section and name. */
export const rules: readonly Rule[] = [
  asyncapiUnresolvedRef,
]
