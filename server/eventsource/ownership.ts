import type { Channel } from '../model/channel.ts'
import type { Document } from '../model/document.ts'
import type { Cursor } from '../workspace/cursor.ts'
import type { Streams } from './streams.ts'

/** Channels that are one and the same, written out in several documents. */
export interface SharedChannel {
  readonly owner: Channel
  /** The others, in other documents. */
  readonly copies: readonly Channel[]
}

/**
 * The channels of several documents that have the address of an event source of another one and, where both say where they are, a host in
 * common. The one that others refer to is the owner, else the one that is declared, else the one that is inferred, else the first by path.
 */
export function sharedChannels(documents: readonly Document[], streams: Streams): SharedChannel[] {
  const byAddress = new Map<string, Channel[]>()
  for (const channel of documents.flatMap((document) => document.ownChannels)) {
    const { address } = channel
    if (!channel.isReadable || address === undefined || address === '' || address === '/') continue
    const known = byAddress.get(address)
    if (known) known.push(channel)
    else byAddress.set(address, [channel])
  }
  const crowded = [...byAddress.values()].filter((channels) => channels.length > 1 && channels.some((channel) => streams.speaksOf(channel)))
  if (crowded.length === 0) return []
  const referred = referredChannels(documents)
  return crowded.flatMap((channels) => families(channels, referred, streams))
}

function families(channels: readonly Channel[], referred: ReadonlySet<Cursor>, streams: Streams): SharedChannel[] {
  const rank = (channel: Channel) => {
    if (referred.has(channel.cursor)) return 0
    const { kind } = streams.why(channel)
    return kind === 'declared' ? 1 : streams.speaksOf(channel) ? 2 : 3
  }
  const ranked = channels
    .map((channel) => ({ channel, rank: rank(channel) }))
    .sort((a, b) => a.rank - b.rank || compare(a.channel.document.uri, b.channel.document.uri))
  const found: { owner: Channel; copies: Channel[] }[] = []
  for (const { channel } of ranked) {
    const family = found.find(({ owner }) => isSameBroker(owner, channel))
    if (!family) found.push({ owner: channel, copies: [] })
    else if (family.owner.document !== channel.document && (streams.speaksOf(family.owner) || streams.speaksOf(channel)))
      family.copies.push(channel)
  }
  return found.filter(({ copies }) => copies.length > 0)
}

/** The definitions that some document refers to from another one. */
function referredChannels(documents: readonly Document[]): Set<Cursor> {
  const found = new Set<Cursor>()
  for (const document of documents) {
    for (const channel of [...document.channels, ...document.operations.flatMap((operation) => operation.channel ?? [])]) {
      if (channel.isReadable && channel.definedIn !== document) found.add(channel.cursor)
    }
  }
  return found
}

/** Whether two channels may be on one broker: not where both say where they are and share no host. What cannot be read is another one. */
function isSameBroker(a: Channel, b: Channel): boolean {
  const mine = hosts(a)
  const theirs = hosts(b)
  if (!mine || !theirs) return false
  return mine.length === 0 || theirs.length === 0 || mine.some((host) => theirs.some((other) => isSameHost(host, other)))
}

function hosts(channel: Channel): string[] | undefined {
  const found: string[] = []
  for (const server of channel.servers) {
    const host = server?.host
    if (host === undefined) return undefined
    found.push(host.toLowerCase())
  }
  return found
}

/** Of two hosts of which one names no port, only the names are compared. */
function isSameHost(a: string, b: string): boolean {
  if (a === b) return true
  const [name = '', port] = splitPort(a)
  const [otherName = '', otherPort] = splitPort(b)
  return name === otherName && (port === undefined || otherPort === undefined)
}

function splitPort(host: string): [name: string, port: string | undefined] {
  const match = /^(.*):(\d+)$/.exec(host)
  return match ? [match[1] ?? '', match[2]] : [host, undefined]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
