import type { Channel } from '../../model/channel.ts'
import type { Document } from '../../model/document.ts'
import { parameterNames } from '../../model/parameter.ts'

/**
 * What became of channels of an older document, by key, else by address; a channel is taken once. Those that are missing have vanished.
 */
export function matchChannels(before: readonly Channel[], document: Document): ReadonlyMap<Channel, Channel> {
  const now = [...new Set([...document.channels, ...document.ownChannels])]
  const found = new Map<Channel, Channel>()
  const taken = new Set<Channel>()
  const match = (test: (old: Channel, candidate: Channel) => boolean) => {
    for (const old of before) {
      const candidate = found.has(old) ? undefined : now.find((one) => !taken.has(one) && test(old, one))
      if (!candidate) continue
      found.set(old, candidate)
      taken.add(candidate)
    }
  }
  match((old, candidate) => old.key === candidate.key && kindOf(old) === kindOf(candidate))
  match((old, candidate) => old.key === candidate.key)
  match((old, candidate) => old.address !== undefined && candidate.address !== undefined && isSameAddress(old.address, candidate.address))
  return found
}

/** Whether it stands under `channels` or among the components. */
function kindOf({ entry }: Channel): string | undefined {
  return entry.path[0]
}

/** Whether two addresses are one, whatever their parameters are called. */
export function isSameAddress(a: string, b: string): boolean {
  return a === b || withoutNames(a) === withoutNames(b)
}

function withoutNames(address: string): string {
  return parameterNames(address).reduce((text, name) => text.replaceAll(`{${name}}`, '{}'), address)
}
