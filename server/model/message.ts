import { isJsonSchema, languageOfFile, type SchemaLanguage, schemaLanguage } from '../spec/schemaFormats.ts'
import { Cell } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'
import type { Document } from './document.ts'
import { Layered } from './layered.ts'
import { isUnreadable, items } from './lookup.ts'
import { SchemaView } from './schema-view.ts'

/** A message with its traits applied: in 2.x a trait wins over the message, in 3.x the message wins. */
export class Message {
  readonly document: Document
  /** Where it stands in the set, or among the components: often a `$ref`. */
  readonly entry: Cursor
  readonly #target: Cell<Cursor | undefined>
  readonly #whole: Cell<Layered>
  /** The parts that were asked for, by their key. */
  readonly #parts = new Map<string, Cell<Layered>>()
  readonly #schemas = new Map<string, Cell<SchemaView>>()

  constructor(document: Document, entry: Cursor) {
    this.document = document
    this.entry = entry
    const { clock } = entry.file
    this.#target = new Cell(clock, () => (isUnreadable(entry) ? undefined : entry.target))
    this.#whole = new Cell(clock, () => this.#merge(), Layered.same)
  }

  /** Its definition; `undefined` where the `$ref` leads nowhere. */
  get target(): Cursor | undefined {
    return this.#target.get()
  }

  /** Whether the definition and all of its traits can be read. If not, nothing is known of what it lacks. */
  get isReadable(): boolean {
    return this.#whole.get().complete && this.target !== undefined
  }

  /** What it is called in its set: the key of a 3.x map; in 2.x its component's key, else `messageId` or `name`. `undefined` where it has none. */
  get key(): string | undefined {
    if (this.document.is3) return this.entry.key
    return this.componentKey ?? this.at('messageId').text ?? this.at('name').text
  }

  /** Its key in `components/messages`, if it is defined there. */
  get componentKey(): string | undefined {
    const { target } = this
    return target?.parent?.key === 'messages' && target.parent.parent?.key === 'components' ? target.key : undefined
  }

  /** `name`, where it is a text. */
  get name(): string | undefined {
    return this.at('name').text || undefined
  }

  /** What a person calls it: its name, else its key. Empty where it has neither. */
  get label(): string {
    return this.name ?? this.key ?? ''
  }

  /** The same for a sentence: never empty. */
  get caption(): string {
    return this.label || '(unnamed)'
  }

  get title(): Layered {
    return this.at('title')
  }

  /** Its own, else the document's default; `undefined` where neither is a text. */
  get contentType(): string | undefined {
    return this.at('contentType').text ?? this.document.defaultContentType.text
  }

  /** As it is written, 2.x beside the payload, 3.x within it. */
  get schemaFormat(): string | undefined {
    return this.#format('payload')
  }

  /** What the payload's schema is written in: by its format, else by the name of the file that it stands in. */
  get schemaLanguage(): SchemaLanguage {
    const format = this.schemaFormat
    const file = this.payload.cursor?.uri
    return (format === undefined && file !== undefined ? languageOfFile(file) : undefined) ?? schemaLanguage(format)
  }

  /** What the payload is described as; see {@link SchemaView.isReadable} for a format that is not JSON Schema. */
  get payload(): SchemaView {
    return this.#schema('payload')
  }

  get headers(): SchemaView {
    return this.#schema('headers')
  }

  get correlationId(): Layered {
    return this.at('correlationId')
  }

  get examples(): Layered {
    return this.at('examples')
  }

  /** The binding of one protocol, `$ref`s followed. */
  binding(protocol: string): Layered {
    return this.at('bindings', protocol)
  }

  /** A part of it, from the message or a trait, whichever wins. */
  at(...path: readonly string[]): Layered {
    const [key, ...rest] = path
    if (key === undefined) return this.#whole.get()
    let part = this.#parts.get(key)
    if (!part) {
      part = new Cell(this.entry.file.clock, () => this.#whole.get().at(key), Layered.same)
      this.#parts.set(key, part)
    }
    return rest.length === 0 ? part.get() : part.get().at(...rest)
  }

  /** The traits, in the order of the text. */
  get traits(): Cursor[] {
    const list = this.target?.at('traits')
    return list ? items(list) : []
  }

  #merge(): Layered {
    const { target, traits } = this
    if (!target) return Layered.of([], false)
    if (!target.has('traits')) return Layered.of([target])
    // Each trait is merged over those before it, so the last is the strongest.
    const strongest = traits.toReversed()
    return Layered.of(this.document.is3 ? [target, ...strongest] : [...strongest, target], !isUnreadable(target.at('traits')))
  }

  #format(part: 'payload' | 'headers'): string | undefined {
    if (this.document.is3) {
      const whole = this.#whole.get()
      const format = whole.at(part, 'schemaFormat')
      const schema = whole.at(part, 'schema')
      // A schema behind a reference that leads nowhere is still written in that format.
      return format.exists && (schema.exists || !schema.complete) ? (format.text ?? '') : undefined
    }
    return part === 'payload' ? this.at('schemaFormat').text : undefined
  }

  #schema(part: 'payload' | 'headers'): SchemaView {
    let view = this.#schemas.get(part)
    if (!view) {
      view = new Cell(this.entry.file.clock, () => this.#view(part), SchemaView.same)
      this.#schemas.set(part, view)
    }
    return view.get()
  }

  #view(part: 'payload' | 'headers'): SchemaView {
    const format = this.#format(part)
    const described = this.#whole.get().at(part)
    const schema = this.document.is3 && format !== undefined ? described.at('schema') : described
    return new SchemaView(schema, isJsonSchema(format))
  }
}
