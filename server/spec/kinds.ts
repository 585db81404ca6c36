import type { KindId, KindRow, Select } from './row.ts'
import { kindTable } from './table.generated.ts'
import { type SpecVersion, versions } from './versions.ts'

/** The kind that allows anything: extensions, schemas in a foreign format. */
export const anything: KindId = 0

/** Reads the text of a key beside the one that is asked for, so that a kind that hangs on it (`bindingVersion`, `type`, `schemaFormat`) is known; `undefined` where it is not there. */
export type Peek = (key: string) => string | undefined

const unseen: Peek = () => undefined

/** What the table says of a kind. */
export function row(kind: KindId): KindRow {
  return kindTable.kinds[kind] ?? {}
}

/** The kind of a whole document. */
export function rootKind(version: SpecVersion): KindId {
  return kindNamed('document', version) ?? anything
}

/** The kind with this name (`channel`, `message`, `schema`, `kafka-channel-binding@0.5.0`, …) in a version; `undefined` where that version has none. */
export function kindNamed(name: string, version: SpecVersion): KindId | undefined {
  const byVersion = Object.hasOwn(kindTable.names, name) ? kindTable.names[name] : undefined
  return byVersion?.[version]
}

/** A kind's name in the specification, without a binding's version; `undefined` for what has none. */
export function nameOf(kind: KindId): string | undefined {
  return row(kind).name
}

/** What the specification says of a kind as a whole; `undefined` where it says nothing. */
export function docOf(kind: KindId): string | undefined {
  const { doc } = row(kind)
  return doc === undefined ? undefined : kindTable.docs[doc]
}

/** The versions in which the kind of this name has this key, oldest first. */
export function versionsWith(name: string, key: string): SpecVersion[] {
  return versions.filter((version) => {
    const kind = kindNamed(name, version)
    return kind !== undefined && shapesOf(kind).some((shape) => Object.hasOwn(row(shape).properties ?? {}, key))
  })
}

/** Whether a `$ref` may stand in place of a node of this kind. JSON Schemas know `$ref` as one of their own keys. */
export function allowsReference(kind: KindId): boolean {
  const { reference, target } = row(kind)
  return (
    reference !== undefined || target !== undefined || shapesOf(kind).some((shape) => Object.hasOwn(row(shape).properties ?? {}, '$ref'))
  )
}

/** What a `$ref` in place of a node of this kind refers to. */
export function referredKind(kind: KindId): KindId {
  const { reference, target } = row(kind)
  return target ?? reference ?? kind
}

/** The kinds that a node of this kind may turn out to be, most likely first: references, alternatives and choices opened. With `peek` only those that fit. */
function shapesOf(kind: KindId, peek: Peek = unseen): KindId[] {
  const found = new Set<KindId>()
  const opened = new Set<KindId>()
  const open = (id: KindId): void => {
    if (opened.has(id)) return
    opened.add(id)
    const { reference, anyOf, select, has, properties } = row(id)
    const inner = reference !== undefined ? [reference] : select ? chosen(select, peek) : has ? present(has, peek) : undefined
    if (inner === undefined && (anyOf === undefined || properties !== undefined)) found.add(id)
    for (const kind of inner ?? anyOf ?? []) open(kind)
  }
  open(kind)
  return [...found]
}

function present(has: NonNullable<KindRow['has']>, peek: Peek): KindId[] {
  return peek(has.key) === undefined ? [has.else, has.then] : [has.then]
}

function chosen(select: Select, peek: Peek): readonly KindId[] {
  const value = peek(select.key)
  const known = value !== undefined && Object.hasOwn(select.cases, value) ? select.cases[value] : undefined
  if (known !== undefined) return [known]
  if (value !== undefined) return select.otherwise === undefined ? [] : [select.otherwise]
  return select.absent !== undefined ? [select.absent] : Object.values(select.cases)
}

/** One key of a mapping, as completion and hover show it. */
export interface KeyInfo {
  readonly key: string
  readonly kind: KindId
  readonly required: boolean
  readonly doc: string | undefined
}

/** The keys that a node of this kind may have by name, without extensions; of alternatives all, each key once. */
export function keysOf(kind: KindId, peek: Peek = unseen): KeyInfo[] {
  const keys = new Map<string, KeyInfo>()
  for (const shape of shapesOf(kind, peek)) {
    const { properties = {}, required = [], forbidden = [], keyDocs = {}, depends } = row(shape)
    const all = depends && !Object.hasOwn(properties, depends.property) ? { ...properties, [depends.property]: anything } : properties
    for (const key of Object.keys(all)) {
      if (keys.has(key) || forbidden.includes(key)) continue
      const doc = keyDocs[key]
      keys.set(key, {
        key,
        kind: childKind(shape, key, peek) ?? anything,
        required: required.includes(key),
        doc: doc === undefined ? undefined : kindTable.docs[doc],
      })
    }
  }
  return [...keys.values()]
}

/** The values that the specification names for a node of this kind, of alternatives all; empty where it names none. */
export function valuesOf(kind: KindId): readonly (string | number | boolean | null)[] {
  return [...new Set(shapesOf(kind).flatMap((shape) => row(shape).enum ?? []))]
}

/** The kind of what stands under a key (or, in a list, at an index); `undefined` where the specification knows none. */
export function childKind(kind: KindId, key: string, peek: Peek = unseen): KindId | undefined {
  for (const shape of shapesOf(kind, peek)) {
    const found = child(row(shape), key, peek)
    if (found !== undefined) return found
  }
  return undefined
}

const extensionKey = /^x-[\w.-]+$/

/** Whether a key is one of an extension (specification, "Specification Extensions"). */
export function isExtension(key: string): boolean {
  return extensionKey.test(key)
}

function child(shape: KindRow, key: string, peek: Peek): KindId | undefined {
  const { properties, patterns, other, items, tuple, depends, extensible } = shape
  if (depends?.property === key) return chosen(depends, peek)[0] ?? anything
  if (properties && Object.hasOwn(properties, key)) return properties[key]
  if (extensible && isExtension(key)) return anything
  for (const [pattern, kind] of patterns ?? []) if (new RegExp(pattern, 'u').test(key)) return kind
  if (typeof other === 'number') return other
  return /^\d+$/.test(key) ? (tuple?.[Number(key)] ?? items) : undefined
}

/**
 * The kind of the node at a path from the root of a document; `undefined` where the specification knows none. `peekAt` gives what
 * {@link Peek} reads in the mapping at the first `depth` segments of the path.
 */
export function kindAt(version: SpecVersion, path: readonly string[], peekAt: (depth: number) => Peek = () => unseen): KindId | undefined {
  let kind: KindId | undefined = rootKind(version)
  for (const [depth, key] of path.entries()) {
    kind = childKind(kind, key, peekAt(depth))
    if (kind === undefined) return undefined
  }
  return kind
}

/** The kind of what a `$ref` refers to, by the path of the mapping that holds it: as what a file that is no AsyncAPI document is read. */
export function expectedKind(version: SpecVersion, path: readonly string[], peekAt?: (depth: number) => Peek): KindId | undefined {
  const kind = kindAt(version, path, peekAt)
  return kind === undefined ? undefined : referredKind(kind)
}
