import type { Spot } from '../rules/rule.ts'
import type { Cursor } from '../workspace/cursor.ts'
import type { Found } from './document-check.ts'

/** A finding in one file, with the documents whose check told of it. */
export interface Told {
  readonly found: Found
  readonly owners: readonly string[]
}

/** What each check last found, by the file in which it stands. An owner is a document, or the check of a workspace folder. */
export class FindingStore {
  readonly #byOwner = new Map<string, ReadonlyMap<string, readonly Found[]>>()
  readonly #ownersOf = new Map<string, Set<string>>()

  /** Replaces what an owner found; answers with the files in which its findings stood or stand. */
  update(owner: string, found: readonly Found[]): Set<string> {
    const before = this.#byOwner.get(owner)
    const byFile = new Map<string, Found[]>()
    for (const one of found) {
      const uri = one.finding.at.uri
      const list = byFile.get(uri)
      if (list) list.push(one)
      else byFile.set(uri, [one])
    }
    const files = new Set([...(before?.keys() ?? []), ...byFile.keys()])
    for (const uri of files) {
      let owners = this.#ownersOf.get(uri)
      if (!owners) this.#ownersOf.set(uri, (owners = new Set()))
      if (byFile.has(uri)) owners.add(owner)
      else owners.delete(owner)
    }
    if (byFile.size > 0) this.#byOwner.set(owner, byFile)
    else this.#byOwner.delete(owner)
    return files
  }

  /** The findings that stand in a file, equal ones once. */
  of(uri: string): Told[] {
    const told = new Map<string, { found: Found; owners: string[] }>()
    for (const owner of this.#ownersOf.get(uri) ?? []) {
      for (const found of this.#byOwner.get(owner)?.get(uri) ?? []) {
        const key = keyOf(found)
        const known = told.get(key)
        if (!known) told.set(key, { found, owners: [owner] })
        else if (!known.owners.includes(owner)) known.owners.push(owner)
      }
    }
    return [...told.values()]
  }

  /** Whether some file holds a finding of the rule that was told of the channel. */
  hasOf(rule: string, channel: Cursor): boolean {
    for (const byFile of this.#byOwner.values()) {
      for (const list of byFile.values()) {
        if (list.some((found) => found.rule.meta.id === rule && found.channel?.cursor === channel)) return true
      }
    }
    return false
  }
}

function keyOf({ rule, finding }: Found): string {
  return `${rule.meta.id}\n${spotKey(finding)}\n${finding.message}`
}

function spotKey({ at, part, within }: Spot): string {
  return `${at.document}${at.pointer} ${part} ${within?.from ?? ''}-${within?.to ?? ''}`
}
