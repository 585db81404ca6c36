import { Parser } from '@asyncapi/parser/cjs/parser.js'
import { createRuleset } from '@asyncapi/parser/cjs/ruleset/index.js'
import { describe, expect, it } from 'vitest'
import { treatments } from '../../../server/parser-worker/codes.ts'

const ofSpectral = ['parser', 'invalid-ref', 'unrecognized-format', 'uncaught-error']

describe('the table of codes', () => {
  it('has every rule of the parser and no other', () => {
    const { extends: rulesets } = createRuleset(new Parser()) as { extends: { rules: Record<string, unknown> }[] }
    const rules = rulesets.flatMap((ruleset) => Object.keys(ruleset.rules))
    expect([...treatments.keys()].sort()).toEqual([...rules, ...ofSpectral].sort())
  })
})
