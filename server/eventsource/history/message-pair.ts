import { compatible } from '../../../schema/compatible/compare.ts'
import type { Incompatibility } from '../../../schema/compatible/incompatibility.ts'
import type { Message } from '../../model/message.ts'
import { isSameValue } from '../../model/same-value.ts'
import { type PoolEntry, wholePool } from '../../model/schema-pool.ts'
import { Cell } from '../../workspace/cells.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { type Constant, constantId } from '../constants.ts'
import type { Spot } from '../spot.ts'
import type { StreamMessage } from '../stream.ts'
import { headersEntry, payloadEntry } from '../stream-model.ts'
import { markOf } from './mark.ts'
import { spotOf } from './spot-of.ts'

/** One change of a message's schema that old events do not fit, or by which they mean something else. */
export interface Change extends Incompatibility {
  /** In the document of today. */
  readonly at: Spot
  /** What it was. */
  readonly was: Spot
}

/** A mark of today that no longer has all the values that it had. */
export interface MarkChange {
  readonly before: Constant
  readonly now: Constant
}

/** A message of an older set and what it is today. */
export class MessagePair {
  readonly before: StreamMessage
  readonly now: StreamMessage
  readonly #isUnchanged: Cell<boolean>
  readonly #changes: Cell<readonly Change[]>
  readonly #markChange: Cell<MarkChange | undefined>

  constructor(before: StreamMessage, now: StreamMessage) {
    this.before = before
    this.now = now
    const { clock } = now.message.document.model.workspace
    this.#isUnchanged = new Cell(clock, () => isUntouched(before.message, now.message))
    this.#changes = new Cell(clock, () => this.#findChanges())
    this.#markChange = new Cell<MarkChange | undefined>(
      clock,
      () => this.#findMarkChange(),
      (a, b) => a?.before === b?.before && a?.now === b?.now,
    )
  }

  /** Whether its definition says what it said, word for word: then there is nothing to look for, and most messages are so. */
  get isUnchanged(): boolean {
    return this.#isUnchanged.get()
  }

  /** What payload and headers of today do not accept of all that was accepted before; worked out once for all that ask. */
  get changes(): readonly Change[] {
    return this.#changes.get()
  }

  /** `undefined` where the mark is what it was, or there is none. */
  get markChange(): MarkChange | undefined {
    return this.#markChange.get()
  }

  /** Whether a change is the one of the mark. */
  isOfMark({ at }: Change): boolean {
    const mark = this.markChange?.now.at
    return mark !== undefined && isAround(at.at, mark)
  }

  #findMarkChange(): MarkChange | undefined {
    const before = this.isUnchanged ? undefined : markOf(this.before)
    if (!before) return undefined
    const id = constantId(before)
    const now = this.now.constants.list.find((constant) => constantId(constant) === id)
    return now && before.values.some((value) => !now.values.includes(value)) ? { before, now } : undefined
  }

  #findChanges(): Change[] {
    const { before, now } = this
    if (this.isUnchanged) return []
    return [
      ...compare(payloadEntry(before.message), payloadEntry(now.message), before, now, 'payload'),
      ...compare(headersEntry(before.message), headersEntry(now.message), before, now, 'headers'),
    ]
  }
}

function isUntouched(before: Message, now: Message): boolean {
  const [old, today] = [before.target, now.target]
  return old !== undefined && today !== undefined && before.document.version === now.document.version && isSameValue(old, today, true)
}

/** Whether a constant stands at a place: the `const`, or the `enum` of which it is the only value. */
export function isAround(place: Cursor, constant: Cursor): boolean {
  return place === constant || (constant.parent?.isSequence === true && place === constant.parent)
}

function compare(
  old: PoolEntry | undefined,
  today: PoolEntry | undefined,
  before: StreamMessage,
  now: StreamMessage,
  part: 'payload' | 'headers',
): Change[] {
  if (!old || !today || saysNothing(old.schema.schema)) return []
  const [oldWorkspace, workspace] = [before.message.document.model.workspace, now.message.document.model.workspace]
  const found = compatible({ pool: wholePool(oldWorkspace), id: old.id }, { pool: wholePool(workspace), id: today.id })
  return found.map((one) => ({
    ...one,
    at: spotOf(one.place, now.message[part], today, workspace),
    was: spotOf(one.old, before.message[part], old, oldWorkspace),
  }))
}

/** `{}` and `true` are no description: to write the first one narrows nothing that was promised. */
function saysNothing(schema: unknown): boolean {
  return schema === true || schema === null || (typeof schema === 'object' && Object.keys(schema).length === 0)
}
