import type { KindRow, KindTable } from '../../server/spec/row.ts'
import type { Draft } from './compile.ts'
import { classes, mapKinds } from './minimise.ts'

type Names = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Equal rows become one; texts become a list of their own, the newest version's where several say something. Row 0 stays row 0. */
export function table(drafts: readonly Draft[], names: Names): KindTable {
  drafts.forEach((draft) => {
    if (draft.name !== undefined) passOn(draft, draft.name, drafts)
  })
  const { of, count } = classes(drafts)
  const docs: string[] = []
  const doc = (text: string): number => {
    const found = docs.indexOf(text)
    return found < 0 ? docs.push(text) - 1 : found
  }
  const members: Draft[][] = Array.from({ length: count }, () => [])
  drafts.forEach((draft, index) => {
    members[of[index] ?? 0]?.push(draft)
  })
  const byName = new Map<string, Record<string, string>>()
  for (const draft of drafts) {
    if (draft.name !== undefined) byName.set(family(draft.name), { ...byName.get(family(draft.name)), ...draft.keyTexts })
  }
  const kinds = members.map((group) => {
    const texts: Record<string, string> = {}
    let text: string | undefined
    for (const draft of group) {
      Object.assign(texts, draft.keyTexts)
      text = draft.text ?? text
    }
    const newest = group.at(-1) ?? {}
    const { text: _, keyTexts: __, ...row } = mapKinds(newest, (kind) => of[kind] ?? 0)
    const known = newest.name === undefined ? texts : { ...byName.get(family(newest.name)), ...texts }
    const keyDocs = Object.entries(known).filter(([key]) => row.properties && Object.hasOwn(row.properties, key))
    return {
      ...row,
      ...(text === undefined || row.properties === undefined ? {} : { doc: doc(text) }),
      ...(keyDocs.length === 0 ? {} : { keyDocs: Object.fromEntries(keyDocs.map(([key, value]) => [key, doc(value)])) }),
    } satisfies KindRow
  })
  const named = Object.entries(names).map(([name, versions]) => [
    name,
    Object.fromEntries(Object.entries(versions).map(([version, kind]) => [version, of[kind] ?? 0])),
  ])
  return { kinds, names: Object.fromEntries(named), docs }
}

/** Binding versions share their texts. */
function family(name: string): string {
  return name.split('@', 1)[0] ?? name
}

/** What a named kind turns out to be has its name too, unless it has one of its own: a 2.x message is a list of messages or one, or a reference. */
function passOn(draft: Draft, name: string, drafts: readonly Draft[]): void {
  if (draft.properties) return
  for (const kind of [draft.reference, draft.has?.then, draft.has?.else]) {
    const inner = kind === undefined ? undefined : drafts[kind]
    if (inner === undefined || inner.name !== undefined) continue
    inner.name = name
    passOn(inner, name, drafts)
  }
}
