import type { MapApplication, MapStream, MapUpdate, MapUse } from '../../shared/map-protocol.ts'

/** One application's use of a stream. */
export interface User {
  readonly application: MapApplication
  readonly use: MapUse
}

export interface Users {
  readonly appends: readonly User[]
  readonly reads: readonly User[]
}

/** All that is known of the workspace, put together from the host's updates. What did not change is the same object as before. */
export interface Landscape {
  readonly streams: readonly MapStream[]
  readonly applications: readonly MapApplication[]
  readonly stream: ReadonlyMap<string, MapStream>
  readonly application: ReadonlyMap<string, MapApplication>
  /** Who appends to and reads each stream, by its id. */
  readonly users: ReadonlyMap<string, Users>
  readonly root: string
}

export const nobody: Users = { appends: [], reads: [] }

export function merge(before: Landscape | undefined, update: MapUpdate): Landscape {
  const known = update.whole ? undefined : before
  const isSame = update.streams.length + update.applications.length + update.gone.length === 0 && update.root === known?.root
  if (known && isSame) return known
  const stream = new Map(known?.stream)
  const application = new Map(known?.application)
  for (const id of update.gone) {
    stream.delete(id)
    application.delete(id)
  }
  for (const one of update.streams) stream.set(one.id, one)
  for (const one of update.applications) application.set(one.id, one)
  const streams = [...stream.values()].sort((a, b) => compare(a.folder.join('/'), b.folder.join('/')) || compare(a.name, b.name))
  const applications = [...application.values()].sort((a, b) => compare(a.name, b.name) || compare(a.path, b.path))
  return { streams, applications, stream, application, users: usersOf(applications), root: update.root }
}

function usersOf(applications: readonly MapApplication[]): Map<string, Users> {
  const users = new Map<string, { appends: User[]; reads: User[] }>()
  for (const application of applications) {
    for (const side of ['appends', 'reads'] as const) {
      for (const use of application[side]) {
        let known = users.get(use.stream)
        if (!known) users.set(use.stream, (known = { appends: [], reads: [] }))
        known[side].push({ application, use })
      }
    }
  }
  return users
}

const collator = new Intl.Collator('en', { numeric: true })

export function compare(a: string, b: string): number {
  return collator.compare(a, b)
}

/** What is to be said of a stream that has no appenders or readers here; `undefined` where it has both. */
export function loneText({ appends, reads }: Users): string | undefined {
  if (appends.length > 0 && reads.length > 0) return undefined
  if (reads.length > 0) return 'nobody appends'
  return appends.length > 0 ? 'nobody reads' : 'nobody appends or reads'
}

/** The names of the messages that a use is about. */
export function namesOf({ messages }: MapUse, stream: MapStream | undefined): string {
  if (messages === 'all') return 'all events'
  const names = messages.map((index) => stream?.messages[index] ?? '')
  return names.length === 0 ? 'nothing' : names.join(', ')
}
