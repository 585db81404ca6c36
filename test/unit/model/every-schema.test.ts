import { expect, test } from 'vitest'
import { everySchema } from '../../../server/model/every-schema.ts'
import { Model } from '../../../server/model/model.ts'
import { openWorkspace, uriOf } from '../../kit/workspace.ts'

const names = Array.from({ length: 50 }, (_, i) => `M${i}`)
const text = `asyncapi: 3.0.0
info: { title: T, version: '1' }
components:
  messages:
${names.map((name) => `    ${name}: { payload: { $ref: '#/components/schemas/${name}' } }\n`).join('')}  schemas:
${names.map((name) => `    ${name}: { properties: { to: { $ref: '#/components/schemas/Address' }, ${name}: { type: string } } }\n`).join('')}    Address:
      properties:
        next: { $ref: '#/components/schemas/Address' }
        street: { type: string }
`

test('a schema that many share is looked at once, and after an edit no other is', () => {
  const workspace = openWorkspace({ 'a.yaml': text })
  const document = new Model(workspace).document(workspace.file(uriOf('a.yaml')).root())
  const looked: string[] = []
  const namesIn = everySchema<string>((schema, into, tell) => {
    looked.push(schema.cursor?.pointer ?? '')
    for (const [name, property] of schema.own) {
      tell(name)
      into(property)
    }
  })
  const payloads = document.messages.map(({ payload }) => payload)
  const found = namesIn(payloads)
  expect(found.length).toBe(2 * names.length + 2)
  // Each payload, its own property, the address and its street.
  expect(looked.length).toBe(2 * names.length + 2)
  looked.length = 0
  const at = text.lastIndexOf('street')
  workspace.change(uriOf('a.yaml'), [{ from: at, to: at + 6, insert: 'road' }], 2)
  expect(namesIn(payloads)).toEqual(found.map((name) => (name === 'street' ? 'road' : name)))
  expect(looked).toEqual(['/components/schemas/Address', '/components/schemas/Address/properties/road'])
})
