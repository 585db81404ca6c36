import type { Counts } from '../../../shared/map-protocol.ts'
import type { Checks } from '../../validate/checks.ts'
import type { Problem } from '../../validate/problem.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { isConvention } from '../preview/findings.ts'
import type { Application } from './applications.ts'
import type { StreamBox } from './streams.ts'
import type { ChannelUse } from './uses.ts'

/** Which streams a place is a part of: the channel, its operations, its messages where they are listed and where they are written out. */
export class Parts {
  readonly #ids = new Map<Cursor, string[]>()
  /** The files that hold one. */
  readonly files = new Set<Cursor['file']>()

  constructor(boxes: ReadonlyMap<Cursor, StreamBox>, uses: Iterable<readonly ChannelUse[]>) {
    for (const [channel, { id, rows }] of boxes) {
      this.#add(channel, id)
      for (const at of rows.keys()) this.#add(at, id)
    }
    for (const list of uses) {
      for (const { channel, entry } of list) {
        const box = boxes.get(channel)
        if (box) this.#add(entry, box.id)
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

/** All that is said of streams and applications, in the order of the texts. */
export function allTold(parts: Parts, applications: readonly Application[], checks: Checks): Told[] {
  const files = new Set([...parts.files, ...applications.map(({ document }) => document.root.file)])
  const told: Told[] = []
  for (const file of files) {
    for (const problem of checks.checker.problemsOf(file)) {
      const { found } = problem
      if (found && isConvention(problem.code)) {
        const { at } = found.finding
        told.push({ problem, at, streams: parts.around(at, found.channel?.cursor) })
      }
    }
  }
  return told
}

export function countsOf(told: readonly Told[]): Counts {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { problem } of told) if (problem.severity !== 'hint') counts[problem.severity]++
  return counts
}
