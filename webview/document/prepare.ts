import { type Bag, bagAt, isBag } from './graph.ts'

const uniqueId = 'x-parser-unique-object-id'
const messageName = 'x-parser-message-name'

/**
 * Does to a document what AsyncAPI's parser does before its model reads it: names channels, operations and messages by their keys, and applies
 * traits (in 2.x a trait wins, from 3.0 on the object itself). Changes it in place. Recursive values are taken as they are.
 */
export function prepare(document: Bag): void {
  dropWhatIsNoMapping(document)
  if (String(document['asyncapi']).startsWith('2.')) {
    for (const [key, message] of bags(bagAt(document, 'components', 'messages'))) {
      if (message['name'] === undefined) name(message, messageName, key)
    }
    each(messagesAndOperations2(document), applyTraits2)
    return
  }
  const components = bagAt(document, 'components')
  for (const holder of [document, components]) {
    for (const [key, channel] of bags(bagAt(holder, 'channels'))) {
      name(channel, uniqueId, key)
      for (const [inner, message] of bags(bagAt(channel, 'messages'))) name(message, uniqueId, inner)
    }
    for (const group of ['operations', 'messages']) for (const [key, one] of bags(bagAt(holder, group))) name(one, uniqueId, key)
  }
  each(withTraits3(document), applyTraits3)
}

/** The model takes for granted that these hold mappings; while one types, they may hold anything. */
function dropWhatIsNoMapping(document: Bag): void {
  for (const key of ['info', 'components']) if (!isBag(document[key])) delete document[key]
  for (const holder of [document, bagAt(document, 'components')]) {
    for (const group of ['servers', 'channels', 'operations', 'messages']) {
      if (!isBag(holder[group])) delete holder[group]
      for (const [key, one] of Object.entries(bagAt(holder, group))) if (!isBag(one)) delete bagAt(holder, group)[key]
    }
    for (const [, channel] of bags(bagAt(holder, 'channels'))) {
      for (const part of ['messages', 'parameters', 'publish', 'subscribe']) if (!isBag(channel[part])) delete channel[part]
      for (const [key, message] of Object.entries(bagAt(channel, 'messages'))) if (!isBag(message)) delete bagAt(channel, 'messages')[key]
    }
    for (const [, operation] of bags(bagAt(holder, 'operations'))) {
      if (!isBag(operation['channel'])) delete operation['channel']
      if (Array.isArray(operation['messages'])) operation['messages'] = operation['messages'].filter(isBag)
    }
  }
}

function name(one: Bag, as: string, key: string): void {
  if (one[as] === undefined) one[as] = key
}

function bags(holder: Bag): [string, Bag][] {
  return Object.entries(holder).filter((entry): entry is [string, Bag] => isBag(entry[1]))
}

/** Each once, however many ways lead to it. */
function each(all: Iterable<Bag>, apply: (one: Bag) => void): void {
  for (const one of new Set(all)) if (Array.isArray(one['traits'])) apply(one)
}

function* messagesAndOperations2(document: Bag): Iterable<Bag> {
  for (const holder of [document, bagAt(document, 'components')]) {
    for (const [, channel] of bags(bagAt(holder, 'channels'))) {
      for (const action of ['publish', 'subscribe']) {
        const operation = bagAt(channel, action)
        yield operation
        const message = bagAt(operation, 'message')
        yield message
        if (Array.isArray(message['oneOf'])) yield* message['oneOf'].filter(isBag)
      }
    }
  }
  for (const [, message] of bags(bagAt(document, 'components', 'messages'))) yield message
}

function* withTraits3(document: Bag): Iterable<Bag> {
  for (const holder of [document, bagAt(document, 'components')]) {
    for (const group of ['channels', 'operations', 'messages']) {
      for (const [, one] of bags(bagAt(holder, group))) {
        yield one
        for (const [, message] of bags(bagAt(one, 'messages'))) yield message
        if (Array.isArray(one['messages'])) yield* one['messages'].filter(isBag)
      }
    }
  }
}

function applyTraits2(one: Bag): void {
  for (const trait of traitsOf(one)) for (const key of Object.keys(trait)) one[key] = merged(one[key], trait[key])
}

function applyTraits3(one: Bag): void {
  const own = { ...one }
  for (const key of Object.keys(one)) delete one[key]
  for (const trait of [...traitsOf(own), own]) for (const key of Object.keys(trait)) one[key] = merged(one[key], trait[key])
}

function traitsOf({ traits }: Bag): Bag[] {
  return Array.isArray(traits) ? traits.filter(isBag) : []
}

/** How deep a merge goes; below, the patch stands for all. Only a recursive value is deeper. */
const deepest = 64

/** JSON Merge Patch (RFC 7396). Where nothing is to be merged with, the patch itself is the result, so that a recursive one ends. */
function merged(origin: unknown, patch: unknown, depth = 0): unknown {
  if (!isBag(origin) || !isBag(patch) || origin === patch || depth > deepest) return patch
  const result = { ...origin }
  for (const key of Object.keys(patch)) {
    if (patch[key] === null) delete result[key]
    else result[key] = merged(result[key], patch[key], depth + 1)
  }
  return result
}
