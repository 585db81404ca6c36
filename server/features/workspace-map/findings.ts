import type { Counts } from '../../../shared/map-protocol.ts'
import type { Checks } from '../../validate/checks.ts'
import type { Problem } from '../../validate/problem.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import type { SourceFile } from '../../workspace/source-file.ts'
import { isConvention } from '../preview/findings.ts'
import type { StreamBox } from './streams.ts'
import type { Party } from './uses.ts'

/** Which streams a place is a part of: the channel, its operations, its messages where they are listed and where they are written out. */
export class Parts {
  readonly #ids = new Map<Cursor, string[]>()
  /** The files that hold one, and those of all applications. */
  readonly files = new Set<SourceFile>()

  constructor(boxes: readonly StreamBox[], parties: readonly Party[]) {
    const ids = new Map(boxes.map(({ at, id }) => [at, id]))
    for (const { at, id, rows } of boxes) {
      this.#add(at, id)
      for (const part of rows.keys()) this.#add(part, id)
    }
    for (const { document, uses } of parties) {
      this.files.add(document.root.file)
      for (const { channel, entry } of uses) {
        const id = ids.get(channel)
        if (id !== undefined) this.#add(entry, id)
      }
    }
  }

  /** The ids of the streams that a finding at a place speaks of. */
  around(at: Cursor, channel: Cursor | undefined): Set<string> {
    const found = new Set(channel && this.#ids.get(channel))
    for (let here: Cursor | undefined = at; here; here = here.parent) for (const id of this.#ids.get(here) ?? []) found.add(id)
    return found
  }

  #add(at: Cursor, id: string): void {
    this.files.add(at.file)
    const known = this.#ids.get(at)
    if (!known) this.#ids.set(at, [id])
    else if (!known.includes(id)) known.push(id)
  }
}

/** A problem, the streams that it speaks of, and the document in which it stands. */
export interface Told {
  readonly problem: Problem
  readonly at: Cursor
  readonly streams: ReadonlySet<string>
}

/** What is said of event sources in all files that the map is made of; of a file with the same problems it is worked out once. */
export class Hearsay {
  readonly #checks: Checks
  readonly #byFile = new WeakMap<SourceFile, { readonly stamp: number; readonly parts: Parts; readonly told: readonly Told[] }>()

  constructor(checks: Checks) {
    this.#checks = checks
  }

  /** In the order of the texts. */
  all(parts: Parts): Told[] {
    return [...parts.files].flatMap((file) => this.#of(file, parts))
  }

  #of(file: SourceFile, parts: Parts): readonly Told[] {
    const { checker } = this.#checks
    const stamp = checker.stampOf(file)
    const known = this.#byFile.get(file)
    if (known?.stamp === stamp && known.parts === parts) return known.told
    const told = checker.problemsOf(file).flatMap((problem): Told[] => {
      const { found } = problem
      if (!found || !isConvention(problem.code)) return []
      const { at } = found.finding
      return [{ problem, at, streams: parts.around(at, found.channel?.cursor) }]
    })
    this.#byFile.set(file, { stamp, parts, told })
    return told
  }
}

export function countsOf(told: readonly Told[]): Counts {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { problem } of told) if (problem.severity !== 'hint') counts[problem.severity]++
  return counts
}
