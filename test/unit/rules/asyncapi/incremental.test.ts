import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rule as duplicateName } from '../../../../server/rules/asyncapi/duplicate-name.ts'
import { rule as example } from '../../../../server/rules/asyncapi/example.ts'
import { rule as parameters } from '../../../../server/rules/asyncapi/parameters.ts'
import { rule as structure } from '../../../../server/rules/asyncapi/structure.ts'
import { rule as unresolvedRef } from '../../../../server/rules/asyncapi/unresolved-ref.ts'
import { rule as unusedComponent } from '../../../../server/rules/asyncapi/unused-component.ts'
import type { Finding, Rule } from '../../../../server/rules/rule.ts'
import { Cell } from '../../../../server/workspace/cells.ts'
import { openWorkspace, retype, type Texts } from '../../../kit/workspace.ts'
import { contextOf, findingsOf } from './run.ts'

const rules: readonly Rule<'document'>[] = [duplicateName, example, parameters, structure, unresolvedRef, unusedComponent]

/** What stands at each place of the two documents, one of several texts. */
const choices: Readonly<Record<string, readonly string[]>> = {
  version: ['3.0.0', '2.6.0', '3.9.0'],
  address: ['a', 'a/{x}', 'null'],
  parameters: ['', 'parameters: { x: {}, y: {} }', `parameters: { $ref: './parts.yaml#/parameters' }`],
  message: [
    `{ $ref: '#/components/messages/M' }`,
    `{ $ref: './parts.yaml#/message' }`,
    `{ $ref: '#/components/messages/N' }`,
    '{ name: A, payload: { type: string, default: 1 } }',
  ],
  payload: [
    `{ $ref: '#/components/schemas/S' }`,
    `{ $ref: './parts.yaml#/schema' }`,
    '{ type: string }',
    '{ schemaFormat: application/vnd.apache.avro;version=1.9.0, schema: { type: string } }',
  ],
  examples: ['[]', '[{ payload: 1 }]', '[{ payload: { a: 1 } }]', '[{ payload: text }, { headers: { h: 1 } }]'],
  traits: ['', 'traits: [{ headers: { properties: { h: { type: string } } } }]', `traits: [{ $ref: './parts.yaml#/trait' }]`],
  schema: [
    '{ type: string }',
    '{ type: object, properties: { a: { type: string } } }',
    `{ $ref: './parts.yaml#/schema' }`,
    `{ $ref: '#/components/schemas/S' }`,
  ],
  partSchema: [
    '{ type: integer }',
    '{ type: string, examples: [1] }',
    `{ $ref: './document.yaml#/components/schemas/S' }`,
    '{ properties: { a: { default: {}, $ref: "#/other" } } }',
  ],
  other: ['other: { type: number }', 'nothing: true', 'other: { enum: [a], default: b }'],
}

type Chosen = Readonly<Record<string, number>>

function textsOf(chosen: Chosen): Texts {
  const text = (place: string) => choices[place]?.[chosen[place] ?? 0] ?? ''
  return {
    'document.yaml': `asyncapi: ${text('version')}
info: { title: T, version: 1.0.0 }
channels:
  c:
    address: ${text('address')}
    messages: { m: ${text('message')}, n: { name: A } }
    ${text('parameters')}
components:
  messages:
    M: { name: A, ${text('traits')}${text('traits') && ', '}payload: ${text('payload')}, examples: ${text('examples')} }
  schemas:
    S: ${text('schema')}
`,
    'parts.yaml': `parameters: { x: {} }
message: { name: B, payload: ${text('partSchema')}, examples: ${text('examples')} }
schema: ${text('partSchema')}
trait: { nam: x, headers: { properties: { h: { $ref: '#/other' } } } }
${text('other')}
`,
  }
}

function shown(findings: readonly Finding[]): string[] {
  return findings.map(({ at, part, message, severity }) => `${at.uri}#${at.pointer} ${part} ${severity}: ${message}`)
}

const chosen = fc.record(Object.fromEntries(Object.entries(choices).map(([place, texts]) => [place, fc.nat(texts.length - 1)])))

describe.each(rules)('$meta.id', (rule) => {
  it('comes to the same after edits as afresh', () => {
    fc.assert(
      fc.property(fc.array(chosen, { minLength: 2, maxLength: 5 }), (steps) => {
        const [first = {}, ...rest] = steps
        const workspace = openWorkspace(textsOf(first))
        const context = contextOf(workspace)
        const cell = new Cell(workspace.clock, () => findingsOf(rule, context))
        cell.get()
        for (const step of rest) {
          const texts = textsOf(step)
          for (const [path, text] of Object.entries(texts)) retype(workspace.file(`file:///w/${path}`), text)
          expect(shown(cell.get())).toEqual(shown(findingsOf(rule, contextOf(openWorkspace(texts)))))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('works little out again for a word in one of many messages', () => {
    const message = (i: number) =>
      `    M${i}: { name: M${i}, description: D${i}., payload: { $ref: '#/components/schemas/S${i}' }, examples: [{ payload: { a: ${i} } }] }\n`
    const schema = (i: number) =>
      `    S${i}: { properties: { a: { type: integer, default: 1 }, n: { $ref: '#/components/schemas/S${(i + 1) % 200}' } } }\n`
    const many = (line: (i: number) => string) => Array.from({ length: 200 }, (_, i) => line(i)).join('')
    const text = `asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  c:
    messages:
${many((i) => `      m${i}: { $ref: '#/components/messages/M${i}' }\n`)}components:
  messages:
${many(message)}  schemas:
${many(schema)}`
    const workspace = openWorkspace({ 'document.yaml': text })
    const context = contextOf(workspace)
    expect(findingsOf(rule, context)).toEqual([])
    const before = workspace.clock.evaluations
    retype(workspace.file('file:///w/document.yaml'), text.replace('D100.', 'Another.'))
    expect(findingsOf(rule, context)).toEqual([])
    // Each of the 200 messages is looked up once in the list that changed; nothing is read in them.
    expect(workspace.clock.evaluations - before).toBeLessThan(250)
  })
})
