import { escapeSegment, type Pointer } from '../shared/pointer.ts'

export type TypeName = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object'

interface Pattern {
  readonly pattern: string
  readonly schema: SchemaNode
}

/** An example value, and where it stands below its schema. */
export interface Example {
  readonly pointer: Pointer
  readonly value: unknown
}

/**
 * One schema, read: what is defective or unknown is gone, and every dialect's keywords stand under the names and meanings of draft 2020-12.
 * A member that is absent asks for nothing. `pointer` is where it stands in the pool entry's schema as written.
 */
export interface SchemaNode {
  readonly pointer: Pointer
  /** The schema `false`: nothing is accepted. */
  readonly never?: boolean
  /** A pool id, or `#…` within the same entry. */
  readonly ref?: string
  readonly types?: readonly TypeName[]
  readonly enum?: readonly unknown[]
  readonly const?: { readonly value: unknown }
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly multipleOf?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly prefixItems?: readonly SchemaNode[]
  /** What the items after `prefixItems` are held against. */
  readonly items?: SchemaNode
  readonly contains?: SchemaNode
  readonly minContains?: number
  readonly maxContains?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly unevaluatedItems?: SchemaNode
  readonly properties?: ReadonlyMap<string, SchemaNode>
  readonly patternProperties?: readonly Pattern[]
  readonly additionalProperties?: SchemaNode
  readonly unevaluatedProperties?: SchemaNode
  readonly propertyNames?: SchemaNode
  readonly required?: readonly string[]
  readonly dependentRequired?: ReadonlyMap<string, readonly string[]>
  readonly dependentSchemas?: ReadonlyMap<string, SchemaNode>
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly allOf?: readonly SchemaNode[]
  readonly anyOf?: readonly SchemaNode[]
  readonly oneOf?: readonly SchemaNode[]
  readonly not?: SchemaNode
  readonly if?: SchemaNode
  readonly then?: SchemaNode
  readonly else?: SchemaNode
  /** The property that tells the branches apart; it asks for nothing itself. */
  readonly discriminator?: string
  readonly default?: { readonly value: unknown }
  readonly examples?: readonly Example[]
  readonly title?: string
  /** Where a keyword was written under another name than 2020-12's. */
  readonly written?: Readonly<Record<string, string>>
}

/** Where a node's keyword stands, under the name it was written with. */
export function keywordPointer(node: SchemaNode, keyword: string, ...rest: readonly string[]): Pointer {
  let pointer = `${node.pointer}/${node.written?.[keyword] ?? keyword}`
  for (const segment of rest) pointer += `/${escapeSegment(segment)}`
  return pointer
}

/** Every subschema that stands inside the node itself, not those it refers to. */
export function* children(node: SchemaNode): Generator<SchemaNode> {
  for (const one of [node.items, node.contains, node.unevaluatedItems, node.additionalProperties, node.unevaluatedProperties])
    if (one) yield one
  for (const one of [node.propertyNames, node.not, node.if, node.then, node.else]) if (one) yield one
  for (const list of [node.prefixItems, node.allOf, node.anyOf, node.oneOf]) if (list) yield* list
  for (const map of [node.properties, node.dependentSchemas]) if (map) yield* map.values()
  for (const { schema } of node.patternProperties ?? []) yield schema
}
