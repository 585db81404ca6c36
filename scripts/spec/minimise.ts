import type { KindId, Select } from '../../server/spec/row.ts'
import type { Draft } from './compile.ts'

/** Applies a function to every kind that a row names. */
export function mapKinds(row: Draft, change: (kind: KindId) => KindId): Draft {
  const all = (record: Readonly<Record<string, KindId>>): Record<string, KindId> =>
    Object.fromEntries(Object.entries(record).map(([key, kind]) => [key, change(kind)]))
  const select = (choice: Select): Select => ({
    key: choice.key,
    cases: all(choice.cases),
    ...(choice.absent === undefined ? {} : { absent: change(choice.absent) }),
    ...(choice.otherwise === undefined ? {} : { otherwise: change(choice.otherwise) }),
  })
  const result: Draft = { ...row }
  if (row.properties) result.properties = all(row.properties)
  if (row.patterns) result.patterns = row.patterns.map(([pattern, kind]) => [pattern, change(kind)] as const)
  if (typeof row.other === 'number') result.other = change(row.other)
  if (row.tuple) result.tuple = row.tuple.map(change)
  if (row.anyOf) result.anyOf = row.anyOf.map(change)
  for (const field of ['names', 'items', 'reference', 'target'] as const) {
    const kind = row[field]
    if (kind !== undefined) result[field] = change(kind)
  }
  if (row.select) result.select = select(row.select)
  if (row.depends) result.depends = { ...select(row.depends), property: row.depends.property }
  if (row.has) result.has = { key: row.has.key, then: change(row.has.then), else: change(row.has.else) }
  return result
}

/** For each row the number of its class: rows are of one class when no path through their kinds tells them apart (partition refinement, as for automata). */
export function classes(rows: readonly Draft[]): { of: number[]; count: number } {
  const bare = rows.map(({ text: _, keyTexts: __, doc: ___, keyDocs: ____, ...row }) => row)
  let of = rows.map(() => 0)
  let count = 1
  for (;;) {
    const numbers = new Map<string, number>()
    const next = bare.map((row) => {
      const sign = canonical(mapKinds(row, (kind) => of[kind] ?? 0))
      const found = numbers.get(sign) ?? numbers.size
      numbers.set(sign, found)
      return found
    })
    of = next
    if (numbers.size === count) return { of, count }
    count = numbers.size
  }
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([first], [second]) => (first < second ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`
}
