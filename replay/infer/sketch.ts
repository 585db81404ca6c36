import { isObject, type JsonObject, setMember } from '../json/object.ts'

/** Objects with more names than this are maps: their names are data. */
const mostNames = 60
/** What stands deeper is not described. */
const deepest = 12

const formats = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
} as const
type Format = keyof typeof formats

/** What is common to values that were seen, and the schema that says it: each of them is accepted. */
export class Sketch {
  readonly #depth: number
  readonly #types = new Set<string>()
  #objects = 0
  readonly #members = new Map<string, { count: number; sketch: Sketch }>()
  /** All values of an object with very many names. */
  #values: Sketch | undefined
  #items: Sketch | undefined
  #formats: Format[] | undefined

  constructor(depth = 0) {
    this.#depth = depth
  }

  add(value: unknown): void {
    if (isObject(value)) {
      this.#types.add('object')
      if (this.#depth < deepest) this.#addObject(value)
    } else if (Array.isArray(value)) {
      this.#types.add('array')
      if (this.#depth >= deepest) return
      this.#items ??= new Sketch(this.#depth + 1)
      for (const item of value) this.#items.add(item)
    } else if (typeof value === 'string') {
      this.#types.add('string')
      if (this.#formats?.length !== 0)
        this.#formats = (this.#formats ?? (Object.keys(formats) as Format[])).filter((format) => isA(format, value))
    } else if (value === null) this.#types.add('null')
    else if (typeof value === 'boolean') this.#types.add('boolean')
    else if (typeof value === 'bigint' || Number.isInteger(value)) this.#types.add('integer')
    else this.#types.add('number')
  }

  /** A JSON Schema, draft 07. `constants`: members that have one value, by their names. */
  schema(constants: ReadonlyMap<string, unknown> = new Map()): JsonObject {
    const schema: JsonObject = {}
    const types = [...this.#types].filter((type) => type !== 'integer' || !this.#types.has('number'))
    if (types.length > 0) schema['type'] = types.length === 1 ? types[0] : types
    const [format] = this.#formats ?? []
    if (format !== undefined && this.#types.has('string')) schema['format'] = format
    if (this.#items) schema['items'] = this.#items.schema()
    if (this.#values) schema['additionalProperties'] = this.#values.schema()
    else if (this.#members.size > 0) this.#describe(schema, constants)
    return schema
  }

  /** Names of members that an object has. */
  get names(): string[] {
    return [...this.#members.keys()]
  }

  #addObject(value: JsonObject): void {
    this.#objects++
    for (const name of Object.keys(value)) {
      if (this.#values) {
        this.#values.add(value[name])
        continue
      }
      let member = this.#members.get(name)
      if (!member) this.#members.set(name, (member = { count: 0, sketch: new Sketch(this.#depth + 1) }))
      member.count++
      member.sketch.add(value[name])
      if (this.#members.size > mostNames) this.#becomeMap()
    }
  }

  #becomeMap(): void {
    this.#values = new Sketch(this.#depth + 1)
    for (const { sketch } of this.#members.values()) this.#values.#merge(sketch)
    this.#members.clear()
  }

  #merge(other: Sketch): void {
    for (const type of other.#types) this.#types.add(type)
    if (other.#formats) this.#formats = (this.#formats ?? other.#formats).filter((format) => other.#formats?.includes(format))
    if (other.#items) (this.#items ??= new Sketch(this.#depth + 1)).#merge(other.#items)
    if (other.#values) (this.#values ??= new Sketch(this.#depth + 1)).#merge(other.#values)
    for (const [name, { count, sketch }] of other.#members) {
      let member = this.#members.get(name)
      if (!member) this.#members.set(name, (member = { count: 0, sketch: new Sketch(this.#depth + 1) }))
      member.count += count
      member.sketch.#merge(sketch)
    }
    this.#objects += other.#objects
    if (this.#values) {
      for (const { sketch } of this.#members.values()) this.#values.#merge(sketch)
      this.#members.clear()
    }
  }

  #describe(schema: JsonObject, constants: ReadonlyMap<string, unknown>): void {
    // What no object lacked.
    const required = [...this.#members].flatMap(([name, { count }]) => (count === this.#objects ? [name] : []))
    if (required.length > 0) schema['required'] = required
    const properties: JsonObject = {}
    for (const [name, { sketch }] of this.#members) {
      setMember(properties, name, constants.has(name) ? { const: constants.get(name) } : sketch.schema())
    }
    schema['properties'] = properties
  }
}

function isA(format: Format, value: string): boolean {
  return formats[format].test(value) && (format === 'uuid' || !Number.isNaN(Date.parse(value)))
}
