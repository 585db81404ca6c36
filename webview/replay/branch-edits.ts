import { type Pointer, parsePointer } from '../../shared/pointer.ts'
import type { BranchEdit, EventView, PositionText } from '../../shared/replay-protocol.ts'
import { type Json, readJson, writeJson } from '../ui/json.ts'
import { isContainer, sizeOf } from './state-tree.ts'

/** As the file of a branch has it: a number where it is one. */
export function spotOf(position: PositionText): number | string {
  return /^\d+$/.test(position) && Number.isSafeInteger(Number(position)) ? Number(position) : position
}

/** With one edit more. Another record for what has one already takes its place. */
export function withEdit(edits: readonly BranchEdit[], edit: BranchEdit): BranchEdit[] {
  if ('edit' in edit) {
    const at = edits.findIndex((one) => 'edit' in one && String(one.edit) === String(edit.edit))
    if (at >= 0) return edits.map((one, index) => (index === at ? edit : one))
    const own = insertedBy(edits, String(edit.edit))
    const made = own === undefined ? undefined : edits[own]
    if (own !== undefined && made && 'insert' in made)
      return edits.map((one, index) => (index === own ? { ...made, insert: edit.record } : one))
  }
  return [...edits, edit]
}

/** Without one of them, and without those that were about what it had put in. What others had put in is called by its new count. */
export function withoutEdit(edits: readonly BranchEdit[], index: number): BranchEdit[] {
  const names = new Map<string, string | undefined>()
  const before = new Map<string, number>()
  const after = new Map<string, number>()
  const renamed = (spot: number | string) => (names.has(String(spot)) ? names.get(String(spot)) : String(spot))
  const kept: BranchEdit[] = []
  for (const [number, edit] of edits.entries()) {
    const about = aboutOf(edit)
    const next = about === undefined ? '' : renamed(about)
    const isKept = number !== index && next !== undefined
    if (isKept) kept.push(next === '' ? edit : moved(edit, next))
    if (!('after' in edit)) continue
    const base = baseOf(edit.after)
    const was = count(before, base)
    names.set(`${base}.${was}`, isKept ? `${base}.${count(after, base)}` : undefined)
  }
  return kept
}

function count(counts: Map<string, number>, base: string): number {
  const next = (counts.get(base) ?? 0) + 1
  counts.set(base, next)
  return next
}

/** What is put in after `213.1` is counted with what is put in after `213`. */
function baseOf(spot: number | string): string {
  return String(spot).split('.')[0] ?? ''
}

function aboutOf(edit: BranchEdit): number | string | undefined {
  if ('drop' in edit) return edit.drop
  if ('edit' in edit) return edit.edit
  return 'move' in edit ? edit.move : undefined
}

function moved(edit: BranchEdit, to: string): BranchEdit {
  const spot = spotOf(to)
  if ('drop' in edit) return { drop: spot }
  if ('edit' in edit) return { ...edit, edit: spot }
  return 'move' in edit ? { ...edit, move: spot } : edit
}

/** Which edit put in what is at a position; `undefined` for an event of the log. */
export function insertedBy(edits: readonly BranchEdit[], position: string): number | undefined {
  const counts = new Map<string, number>()
  for (const [index, edit] of edits.entries()) {
    if (!('after' in edit)) continue
    const base = baseOf(edit.after)
    if (`${base}.${count(counts, base)}` === position) return index
  }
  return undefined
}

const holders = ['payload', 'value', 'data', 'body']

/** The event's record with another value at a pointer into its payload, written as the recording writes its records where that is JSON. */
export function editedRecord(event: EventView, pointer: Pointer, value: Json): string | undefined {
  const payload = event.payload === undefined ? undefined : readJson(event.payload)
  const path = parsePointer(pointer)
  if (payload === undefined || !path) return undefined
  const edited = put(payload, path, value)
  const record = readJson(event.raw)
  const before = writeJson(payload)
  if (record !== undefined && writeJson(record) === before) return writeJson(edited)
  if (isContainer(record) && !Array.isArray(record)) {
    for (const name of [...holders, ...Object.keys(record)]) {
      const held = Object.hasOwn(record, name) ? (record as Readonly<Record<string, Json>>)[name] : undefined
      if (held === undefined) continue
      if (writeJson(held) === before) return writeJson(put(record, [name], edited))
      const opened = typeof held === 'string' ? readJson(held) : undefined
      if (opened !== undefined && writeJson(opened) === before) return writeJson(put(record, [name], writeJson(edited)))
    }
  }
  return envelope(event, edited)
}

/** A record from what was read of it: where the recording is no JSON, and for what is long. */
function envelope({ key, headers }: EventView, payload: Json): string {
  const parts = { ...(key === undefined ? {} : { key: readJson(key) ?? null }), headers: readJson(headers) ?? {}, payload }
  return writeJson(parts)
}

/** The event's record as it is, to begin a new one with. */
export function recordOf(event: EventView): string {
  const record = readJson(event.raw)
  if (record !== undefined) return writeJson(record)
  return envelope(event, (event.payload === undefined ? undefined : readJson(event.payload)) ?? null)
}

function put(into: Json, [name, ...rest]: readonly string[], value: Json): Json {
  if (name === undefined) return value
  if (Array.isArray(into)) return into.map((item: Json, index) => (String(index) === name ? put(item, rest, value) : item))
  if (!isContainer(into)) return into
  const members = Object.entries(into).map(([own, inner]): [string, Json] => [own, own === name ? put(inner, rest, value) : inner])
  return Object.fromEntries(members)
}

/** What somebody typed in place of a value: JSON, or a bare word where text stood before; `undefined` where it is neither. */
export function typedValue(text: string, before: Json): Json | undefined {
  const value = readJson(text)
  if (value !== undefined) return value
  return typeof before === 'string' && /^\s*[^\s"{[]/.test(text) ? text : undefined
}

/** JSON again, indented by two spaces, digits as they were written. */
export function prettyJson(value: Json, indent = ''): string {
  const inner = `${indent}  `
  if (!isContainer(value) || sizeOf(value) === 0) return writeJson(value)
  if (Array.isArray(value)) return `[\n${value.map((item: Json) => inner + prettyJson(item, inner)).join(',\n')}\n${indent}]`
  const members = Object.entries(value).map(([name, one]) => `${inner}${JSON.stringify(name)}: ${prettyJson(one, inner)}`)
  return `{\n${members.join(',\n')}\n${indent}}`
}
