import { languageOfFile } from '../spec/schemaFormats.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { remembered } from '../workspace/remembered.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { Layered } from './layered.ts'

/** A property as a schema describes it. */
export interface Property {
  readonly name: string
  readonly schema: SchemaView
  /** Whether every value that the schema accepts has it. */
  readonly required: boolean
}

/** What a schema says of a place in its values. */
export type Lookup =
  | { readonly kind: 'found'; readonly schema: SchemaView; readonly required: boolean }
  /** The schema describes what is around and nothing there. */
  | { readonly kind: 'missing' }
  /** Part of the schema cannot be read, or it says nothing of what would be around. */
  | { readonly kind: 'unknown' }

const missing: Lookup = { kind: 'missing' }
const unknown: Lookup = { kind: 'unknown' }

/** So many schemas are looked through for one question; beyond, nothing is known. */
const mostSchemas = 1_000

/** What a JSON Schema says of the values it accepts, `$ref`, `allOf`, `oneOf` and `anyOf` opened. Nothing is dereferenced: it reads what is asked for. */
export class SchemaView {
  readonly layers: Layered
  readonly #isJsonSchema: boolean

  constructor(layers: Layered, isJsonSchema = true) {
    this.layers = layers
    this.#isJsonSchema = isJsonSchema
  }

  /** Whether two read the same places the same way. */
  static same(a: SchemaView, b: SchemaView): boolean {
    return a.#isJsonSchema === b.#isJsonSchema && Layered.same(a.layers, b.layers)
  }

  /** Where it is written, a `$ref` not followed; `undefined` where there is none. */
  get entry(): Cursor | undefined {
    return this.layers.entry
  }

  /** Where its definition stands. */
  get cursor(): Cursor | undefined {
    return this.layers.cursor
  }

  get exists(): boolean {
    return this.layers.exists || !this.layers.complete
  }

  /** Whether it can be read as JSON Schema at all: not of a foreign format, its `$ref` found. What it holds may still be unreadable. */
  get isReadable(): boolean {
    return this.#isJsonSchema && this.layers.complete && !this.layers.cursors.some(isForeignFile)
  }

  /** Whether it says anything of its values: it is not missing, `true`, `{}` or a bare `type: object`. `undefined` where it cannot be read. */
  get saysSomething(): boolean | undefined {
    return this.#kept(whetherTheySay, () => this.#says())
  }

  #says(): boolean | undefined {
    if (!this.isReadable) return undefined
    if (!this.layers.exists) return false
    const says = this.parts().some((part) => part.layers.isMapping && part.layers.keys.some((key) => !isSilent(part, key)))
    return says || (this.isWhole ? false : undefined)
  }

  /** Whether the schema and all it is made of (`allOf`, `oneOf`, `anyOf`) can be read. */
  get isWhole(): boolean {
    return this.#kept(whetherWhole, () => this.#everyPart((part) => part.isReadable))
  }

  /** `type` as a list; empty where none is given. */
  get types(): readonly string[] {
    const type = this.layers.at('type')
    if (type.text !== undefined) return [type.text]
    return type.isSequence ? type.children.flatMap((one) => one.text ?? []) : []
  }

  /** Itself and what its `allOf`s hold, each once: all of it holds for each value. Those that cannot be read are among them. */
  parts(): SchemaView[] {
    if (this.cursor && !this.layers.has('allOf')) return [this]
    const seen = new Set<Cursor>()
    const found: SchemaView[] = []
    const visit = (view: SchemaView) => {
      const { cursor } = view
      if (!cursor && !view.layers.complete) found.push(view)
      if (!cursor || seen.has(cursor) || seen.size > mostSchemas) return
      seen.add(cursor)
      found.push(view)
      for (const part of view.#list('allOf')) visit(part)
    }
    visit(this)
    return found
  }

  /** The branches of each `oneOf` and `anyOf` that stands in it or in its `allOf`s. */
  unions(): (readonly SchemaView[])[] {
    if (!this.layers.hasAny(composing)) return []
    return this.parts().flatMap((part) => [part.#list('oneOf'), part.#list('anyOf')].filter((branches) => branches.length > 0))
  }

  /** Whether it can describe a property at all. */
  get #mayHaveProperties(): boolean {
    return this.layers.hasAny(composing) || this.layers.has('properties')
  }

  /** The properties that this very schema lists. */
  get own(): ReadonlyMap<string, SchemaView> {
    return this.layers.has('properties') ? this.#kept(ownOf, () => this.#listed()) : noViewsByName
  }

  #listed(): Map<string, SchemaView> {
    const properties = this.layers.at('properties')
    return new Map(properties.keys.map((name) => [name, new SchemaView(properties.at(name), this.#isJsonSchema)]))
  }

  /** All properties that are described, by name; of several descriptions the first. */
  properties(): ReadonlyMap<string, Property> {
    if (!this.#mayHaveProperties) return noProperties
    return this.#kept(propertiesOf, () => collect(this, new Set(), { left: mostSchemas }))
  }

  /** A schema that stands in one place is asked the same by many; the answer is kept until it changes. */
  #kept<T>(kept: (cursor: Cursor) => T, compute: () => T): T {
    const { cursors, complete } = this.layers
    const [only, ...others] = cursors
    return only && complete && this.#isJsonSchema && others.length === 0 ? kept(only) : compute()
  }

  /** @internal The answers about the schema at one place, worked out. */
  static at(cursor: Cursor) {
    const view = new SchemaView(Layered.of([cursor]))
    return {
      own: () => view.#listed(),
      properties: () => collect(view, new Set(), { left: mostSchemas }),
      says: () => view.#says(),
      isWhole: () => view.#everyPart((part) => part.isReadable),
    }
  }

  /** What it says of a property, or of an item of a list by its index. */
  property(name: string): Lookup {
    return find(this, name, new Set(), { left: mostSchemas })
  }

  /** What it says of a place some levels down. `required` holds for all of the way. */
  follow(path: readonly string[]): Lookup {
    let here: SchemaView = this
    let required = true
    for (const name of path) {
      const next = here.property(name)
      if (next.kind !== 'found') return next
      here = next.schema
      required &&= next.required
    }
    return { kind: 'found', schema: here, required }
  }

  /** The schema under a keyword. */
  sub(...path: readonly string[]): SchemaView {
    return new SchemaView(this.layers.at(...path), this.#isJsonSchema)
  }

  #list(keyword: string): readonly SchemaView[] {
    if (!this.layers.has(keyword)) return noViews
    const list = this.layers.at(keyword)
    return list.isSequence ? list.children.map((item) => new SchemaView(item, this.#isJsonSchema)) : []
  }

  #everyPart(test: (part: SchemaView) => boolean): boolean {
    const seen = new Set<Cursor>()
    const visit = (view: SchemaView): boolean => {
      if (!test(view)) return false
      const { cursor } = view
      if (!cursor || seen.has(cursor)) return true
      seen.add(cursor)
      return seen.size < mostSchemas && composing.every((keyword) => view.#list(keyword).every(visit))
    }
    return visit(this)
  }
}

/** The keywords whose lists a schema is made of. */
const composing = ['allOf', 'oneOf', 'anyOf']
const noProperties: ReadonlyMap<string, Property> = new Map()
const noViewsByName: ReadonlyMap<string, SchemaView> = new Map()
const noViews: readonly SchemaView[] = []

const clockOf = (cursor: Cursor) => cursor.file.clock
const ownOf = remembered(clockOf, (cursor): ReadonlyMap<string, SchemaView> => SchemaView.at(cursor).own())
const propertiesOf = remembered(clockOf, (cursor): ReadonlyMap<string, Property> => SchemaView.at(cursor).properties())
const whetherTheySay = remembered(clockOf, (cursor) => SchemaView.at(cursor).says())
const whetherWhole = remembered(clockOf, (cursor) => SchemaView.at(cursor).isWhole())

/** Keys that describe no value. */
const silentKeys: ReadonlySet<string> = new Set([
  '$id',
  '$schema',
  '$comment',
  'title',
  'description',
  'externalDocs',
  'deprecated',
  'allOf',
  'examples',
])

function isSilent(part: SchemaView, key: string): boolean {
  if (key === 'type') return part.types.length === 1 && part.types[0] === 'object'
  if (key === 'additionalProperties') return part.layers.at(key).scalar === true
  if (key === 'properties' || key === 'required') return part.layers.at(key).keys.length === 0
  return silentKeys.has(key) || key.startsWith('x-')
}

function isForeignFile(cursor: Cursor): boolean {
  return isForeignName(cursor.file) || (cursor.parent === undefined && cursor.at('openapi').exists)
}

const foreignNames = new WeakMap<SourceFile, boolean>()

function isForeignName(file: SourceFile): boolean {
  let foreign = foreignNames.get(file)
  if (foreign === undefined) {
    foreign = languageOfFile(file.uri) !== undefined
    foreignNames.set(file, foreign)
  }
  return foreign
}

function collect(view: SchemaView, seen: ReadonlySet<Cursor>, budget: { left: number }): Map<string, Property> {
  const found = new Map<string, Property>()
  const { cursor } = view
  if (!cursor || seen.has(cursor) || budget.left-- <= 0) return found
  const within = new Set([...seen, cursor])
  const required = new Set<string>()
  const add = (property: Property) => {
    if (!found.has(property.name)) found.set(property.name, property)
  }
  for (const part of view.parts()) {
    if (!part.isReadable) continue
    for (const one of part.layers.at('required').children) if (one.text !== undefined) required.add(one.text)
    for (const [name, schema] of part.own) add({ name, schema, required: false })
  }
  for (const branches of view.unions()) {
    const each = branches.map((branch) => collect(branch, within, budget))
    for (const branch of each) {
      for (const property of branch.values()) {
        add({ ...property, required: false })
        if (property.required && each.every((other) => other.get(property.name)?.required)) required.add(property.name)
      }
    }
  }
  for (const name of required) {
    const property = found.get(name)
    if (property) found.set(name, { ...property, required: true })
  }
  return found
}

function find(view: SchemaView, name: string, seen: ReadonlySet<Cursor>, budget: { left: number }): Lookup {
  if (budget.left-- <= 0) return unknown
  if (!view.isReadable) return unknown
  const { cursor } = view
  if (!cursor) return unknown
  if (seen.has(cursor)) return missing
  const within = new Set([...seen, cursor])
  const parts = view.parts()
  let described = false
  let isUnknown = false
  let best: Lookup | undefined
  let required = false
  for (const part of parts) {
    if (!part.isReadable) {
      isUnknown = true
      continue
    }
    required ||= part.layers.at('required').children.some((one) => one.text === name)
    const own = ownProperty(part, name)
    if (own === 'described') described = true
    else if (own === 'unknown') isUnknown = true
    else if (own) best ??= { kind: 'found', schema: own, required: false }
  }
  for (const branches of view.unions()) {
    const found = branches.map((branch) => find(branch, name, within, budget))
    const hit = found.find((one) => one.kind === 'found')
    if (hit) best ??= hit
    required ||= found.every((one) => one.kind === 'found' && one.required)
    if (found.some((one) => one.kind === 'unknown')) isUnknown = true
    else described = true
  }
  if (best?.kind === 'found') return { ...best, required }
  return isUnknown || !described ? unknown : missing
}

/** The property in this very schema; `described` where the schema describes its values, without it. */
function ownProperty(part: SchemaView, name: string): SchemaView | 'described' | 'unknown' | undefined {
  const property = part.sub('properties', name)
  if (property.exists) return property
  if (/^(0|[1-9]\d*)$/.test(name)) {
    const items = part.sub('items')
    if (items.layers.isMapping) return items
    if (items.layers.isSequence) return items.sub(name).exists ? items.sub(name) : 'unknown'
  }
  const additional = part.sub('additionalProperties')
  if (additional.layers.isMapping) return additional
  if (
    ['patternProperties', 'propertyNames', 'if', 'dependencies', 'dependentSchemas', '$dynamicRef'].some(
      (key) => part.layers.at(key).exists,
    )
  )
    return 'unknown'
  if (part.layers.at('properties').keys.length > 0 || additional.layers.scalar === false) return 'described'
  if (part.layers.scalar === false) return 'described'
  const { types } = part
  return types.length > 0 && !types.includes('object') && !types.includes('array') ? 'described' : undefined
}
