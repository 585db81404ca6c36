import { readEvent } from '../event/read-event.ts'
import { foldDefault } from '../fold/default-folder.ts'
import type { EntityState } from '../fold/folder.ts'
import { isObject, type JsonObject } from '../json/object.ts'
import { readJson } from '../json/read.ts'
import type { Layout } from '../layout/learn.ts'
import type { Slotted } from '../layout/verdict.ts'
import type { ReplayChannel } from '../message/channel.ts'
import { readShape } from '../record/shape.ts'
import type { Time } from '../record/time.ts'
import type { Content } from '../source/source.ts'
import type { Load } from './load.ts'

/** So many entities are read at a time. */
const entitiesAtOnce = 20_000
const [known, tombstone] = [0, 1]

/**
 * States by merge patch, of the entities asked for, in that order, those that have one. Of events that are written alike each sets the same paths, so
 * that only the first (for the order of its members) and the last of each layout are read at all.
 * @param end events from this ordinal on are not folded.
 * @param start what entities begin with, by their id.
 */
export async function* defaultStates(
  channel: ReplayChannel,
  load: Load,
  entities: readonly string[],
  end: number,
  start: ReadonlyMap<string, EntityState>,
): AsyncGenerator<EntityState> {
  const mergeable = mergeableLayouts(load.layouts)
  for (let from = 0; from < entities.length; from += entitiesAtOnce) {
    const plans = entities.slice(from, from + entitiesAtOnce).map((entity) => plan(load, mergeable, entity, end, start.get(entity)))
    const ordinals = plans.flatMap(({ steps }) => steps.map(({ ordinal }) => ordinal))
    const contents = await load.contents(ordinals)
    let at = 0
    for (const { entity, steps, base, version } of plans) {
      const own = contents.slice(at, at + steps.length)
      at += steps.length
      const state = fold(channel, load, entity, steps, own, base, version)
      if (state) yield state
    }
  }
}

interface Step {
  readonly ordinal: number
  /** How many events of the entity were folded with it. */
  readonly version: number
}

interface Plan {
  readonly entity: string
  readonly steps: readonly Step[]
  /** What it begins with; `undefined` for none. */
  readonly base: EntityState | undefined
  /** How many of its events are folded. */
  readonly version: number
}

function plan(load: Load, mergeable: readonly boolean[], entity: string, end: number, start: EntityState | undefined): Plan {
  const { log, layoutOf, layouts } = load
  const number = log.entities.find(entity)
  let version = start?.version ?? 0
  let base = start
  let steps: (Step & { readonly layout: number })[] = []
  for (const ordinal of number < 0 ? [] : log.entities.events(number)) {
    if (ordinal >= end) break
    const status = log.status[ordinal]
    if (status !== known && status !== tombstone) continue
    version++
    if (status === tombstone) {
      base = undefined
      steps = []
    } else steps.push({ ordinal, version, layout: layoutOf(ordinal) })
  }
  const isAlike = (): boolean => {
    const times = new Set(steps.map(({ layout }) => layouts[layout]?.time === undefined))
    return times.size === 1 && steps.every(({ layout }) => layout >= 0 && mergeable[layout] === true)
  }
  if (base || steps.length < 3 || !isAlike()) return { entity, steps, base, version }
  const seen = new Set<number>()
  const last = new Map(steps.map(({ ordinal, layout }) => [layout, ordinal]))
  const needed = steps.filter(({ ordinal, layout }) => (!seen.has(layout) && seen.add(layout)) || last.get(layout) === ordinal)
  return { entity, steps: needed, base, version }
}

function fold(
  channel: ReplayChannel,
  load: Load,
  entity: string,
  steps: readonly Step[],
  contents: readonly Content[],
  base: EntityState | undefined,
  version: number,
): EntityState | undefined {
  let state: JsonObject | undefined = base && (isObject(base.state) ? structuredClone(base.state) : {})
  let at = base?.at ?? null
  for (const [index, step] of steps.entries()) {
    const content = contents[index] as Content
    const layout = load.layouts[load.layoutOf(step.ordinal)]
    const payload = layout && index < steps.length - 1 ? payloadOf(channel, load, content) : undefined
    if (layout && payload) {
      state = foldDefault(state, { payload: payload.value, message: layout.message.name, time: layout.time && someTime }, step.version)
      continue
    }
    const event = readEvent(channel, content, load.reading)
    at = event.time?.text ?? null
    state = foldDefault(state, { payload: event.payload, message: event.message?.name, time: event.time }, step.version)
  }
  return state && { entity, version, at, state }
}

/** Holds the place of the time of an event that others follow: theirs is what will be seen. */
const someTime: Time = { ms: 0, nanos: 0, text: '' }

/** What a record of a learned layout says, without holding it against its message again. */
function payloadOf(channel: ReplayChannel, { reading }: Load, content: Content): { readonly value: unknown } | undefined {
  const result = content.kind === 'text' ? readJson(content.text) : undefined
  const record = result?.ok ? readShape(result.value, { shape: reading.shape, declares: channel.declares }) : undefined
  return record && { value: record.payload }
}

/** Of which layouts the last event makes those before it count for nothing: none removes a path, and no path is an object in one and a value in another. */
function mergeableLayouts(layouts: readonly Layout[]): boolean[] {
  const kinds = new Map<string, 'object' | 'value'>()
  const conflicts = new Set<string>()
  const paths = layouts.map(({ payload }) => [...pathsOf(payload, '')])
  for (const [path, kind] of paths.flat()) {
    const before = kinds.get(path)
    if (before !== undefined && before !== kind) conflicts.add(path)
    kinds.set(path, kind === 'none' ? 'value' : kind)
    if (kind === 'none') conflicts.add(path)
  }
  return paths.map((own) => own.every(([path]) => !conflicts.has(path) && !path.startsWith('\0$')))
}

function* pathsOf(value: Slotted, path: string): Generator<readonly [string, 'object' | 'value' | 'none']> {
  if (value.kind !== 'object') yield [path, value.kind === 'fixed' && value.value === null ? 'none' : 'value']
  else {
    yield [path, 'object']
    for (const [name, member] of value.members) yield* pathsOf(member, `${path}\0${name}`)
  }
}
