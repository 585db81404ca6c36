import { describe, expect, it } from 'vitest'
import { rule as duplicateName } from '../../../../server/rules/asyncapi/duplicate-name.ts'
import { rule as example } from '../../../../server/rules/asyncapi/example.ts'
import { rule as parameters } from '../../../../server/rules/asyncapi/parameters.ts'
import { rule as structure } from '../../../../server/rules/asyncapi/structure.ts'
import { rule as unresolvedRef } from '../../../../server/rules/asyncapi/unresolved-ref.ts'
import { rule as unusedComponent } from '../../../../server/rules/asyncapi/unused-component.ts'
import { held } from './run.ts'

describe.each([unresolvedRef, parameters, duplicateName, example, structure, unusedComponent])('$meta.id', (rule) => {
  it.each(held(rule))('says what its examples mark: $title', ({ marked, found }) => {
    expect(found).toEqual(marked)
  })
})
