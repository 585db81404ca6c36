/** A JSON Schema (draft-07) as far as ours use it: published as a file, and read by completion and hover. */
export interface DescribedSchema {
  readonly $schema?: string
  readonly $id?: string
  readonly title?: string
  /** Markdown. */
  readonly description?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly pattern?: string
  readonly minLength?: number
  readonly uniqueItems?: boolean
  readonly properties?: Readonly<Record<string, DescribedSchema>>
  readonly patternProperties?: Readonly<Record<string, DescribedSchema>>
  readonly additionalProperties?: boolean | DescribedSchema
  readonly items?: DescribedSchema
  readonly anyOf?: readonly DescribedSchema[]
}

/** The schemas that hold for what stands at a path below a value of a schema; of alternatives all, none where nothing is said. */
export function schemasAt(schema: DescribedSchema, path: readonly string[]): DescribedSchema[] {
  let at = opened(schema)
  for (const key of path) at = at.flatMap((one) => below(one, key)).flatMap(opened)
  return at
}

function opened(schema: DescribedSchema): DescribedSchema[] {
  return schema.anyOf ? [schema, ...schema.anyOf.flatMap(opened)] : [schema]
}

function below({ properties = {}, additionalProperties, items }: DescribedSchema, key: string): DescribedSchema[] {
  const named = Object.hasOwn(properties, key) ? properties[key] : undefined
  if (named) return [named]
  if (items && /^\d+$/.test(key)) return [items]
  return typeof additionalProperties === 'object' ? [additionalProperties] : []
}
