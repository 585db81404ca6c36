import type { Document } from '../../model/document.ts'
import { items } from '../../model/lookup.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { splitReference } from '../../workspace/references.ts'
import { defineRule } from '../rule.ts'
import { isReferredTo } from './references/uses.ts'

export const rule = defineRule({
  meta: {
    id: 'asyncapi/unused-component',
    severity: 'hint',
    title: 'A component that nothing in the workspace refers to',
    background:
      'Components "have no effect on the API unless they are explicitly referenced" (AsyncAPI 3.1, Components Object). One that nothing refers to is ' +
      'left over, or the reference that was meant for it names another. A document without channels is a library, and of it nothing is said.',
    whenNot: 'When documents outside this workspace refer to the component.',
    unnecessary: true,
  },
  on: 'document',
  examples: [
    {
      title: 'A message that no channel lists',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      OrderPlaced: { $ref: '#/components/messages/OrderPlaced' }
components:
  messages:
    OrderPlaced: { payload: { type: object } }
    OrderShipped: { payload: { type: object } }
   #^^^^^^^^^^^^
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      OrderPlaced: { $ref: '#/components/messages/OrderPlaced' }
components:
  messages:
    OrderPlaced: { payload: { type: object } }
`,
    },
    {
      title: 'A library',
      text: `
asyncapi: 3.0.0
info: { title: Shared messages, version: 1.0.0 }
components:
  messages:
    OrderShipped: { payload: { type: object } }
`,
    },
  ],

  *check(document) {
    const { root } = document
    if (root.at('channels').keys.length === 0) return
    const names = new Names(document)
    for (const kind of root.at('components').children) {
      if (kind.key.startsWith('x-') || kind.has('$ref') || !kind.isMapping) continue
      for (const component of kind.children) {
        if (isReferredTo(component) || names.has(component)) continue
        yield { at: component, part: 'key', message: `Nothing refers to "${component.key}".` }
      }
    }
  },

  fix(finding) {
    return [{ title: `Remove "${finding.at.key}"`, amendments: [{ do: 'remove', at: finding.at }], safe: false }]
  },
})

/** The components that are used without a `$ref`: a security scheme by its name, a schema through a discriminator. Looked for only when something seems unused. */
class Names {
  readonly #document: Document
  #security: ReadonlySet<string> | undefined
  #mapped: ReadonlySet<string> | undefined

  constructor(document: Document) {
    this.#document = document
  }

  has(component: Cursor): boolean {
    switch (component.parent?.key) {
      case 'securitySchemes':
        this.#security ??= securityNames(this.#document)
        return this.#security.has(component.key)
      case 'schemas':
        this.#mapped ??= mappedNames(this.#document)
        return this.#mapped.has(component.key) || extendsDiscriminated(component)
      default:
        return false
    }
  }
}

/** 2.x: a security requirement is a mapping whose keys name schemes. */
function securityNames(document: Document): Set<string> {
  const { root } = document
  const holders: Cursor[] = [...root.at('servers').children, ...root.at('components', 'servers').children]
  for (const { cursor } of [...document.channels, ...document.ownChannels]) holders.push(cursor.at('publish'), cursor.at('subscribe'))
  holders.push(...root.at('components', 'operationTraits').children)
  const names = new Set<string>()
  for (const holder of holders) {
    const target = holder.target
    if (!target) continue
    for (const one of [target, ...items(target.at('traits')).flatMap((trait) => trait.target ?? [])]) {
      for (const requirement of items(one.at('security'))) for (const name of requirement.keys) names.add(name)
    }
  }
  return names
}

/** One of the schemas that a discriminator chooses from names its base in `allOf`; nothing need name it. */
function extendsDiscriminated(schema: Cursor): boolean {
  return items(schema.at('allOf')).some((part) => part.has('$ref') && part.target?.at('discriminator').exists)
}

/** The OpenAPI form of a discriminator lists its schemas, by reference or by name. */
function mappedNames(document: Document): Set<string> {
  const names = new Set<string>()
  for (const schema of document.components('schemas')) {
    for (const { text } of schema.at('discriminator', 'mapping').children) {
      if (text !== undefined) names.add(text).add(splitReference(text).path?.at(-1) ?? text)
    }
  }
  return names
}
