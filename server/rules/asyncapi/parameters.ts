import type { Channel } from '../../model/channel.ts'
import type { Document } from '../../model/document.ts'
import { isUnreadable } from '../../model/lookup.ts'
import { parameterNames } from '../../model/parameter.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { nearest } from '../nearest.ts'
import { defineRule, type Finding } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'asyncapi/parameters',
    severity: 'error',
    title: 'A parameter of an address that is not described, or one that the address does not have',
    background:
      'Each `{name}` in an address stands for a value that differs from message to message. The `parameters` of the channel say what it is, and hold ' +
      'nothing else: "all the parameters that are included in the address" (AsyncAPI 3.1, Channel Object; 2.6, Parameters Object). Case counts.',
  },
  on: 'document',
  examples: [
    {
      title: 'A parameter without its description',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders/{orderId}
            #^^^^^^^^^^^^^^^^
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders/{orderId}
    parameters:
      orderId: {}
`,
    },
    {
      title: 'A parameter that the address does not have',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    parameters:
      orderId:
     #^^^^^^^
        description: The order.
`,
    },
    {
      title: 'An address that is not known before run time may have any',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  replies:
    address: null
    parameters:
      orderId: { description: The order. }
`,
    },
  ],

  *check(document) {
    let suggestions = mostSuggestions
    const meant: Meant = (name, known) => (suggestions-- > 0 ? nearest(name, known) : undefined)
    for (const [place, channels] of byPlace(document)) {
      const found = [...findingsOf(document, place, channels, meant)]
      if (found.length > 0 && !isHalfWritten(place) && !isHalfWritten(place.at('parameters').target)) yield* found
    }
  },

  fix(finding) {
    const { name } = finding.data ?? {}
    if (typeof name !== 'string') return [{ title: 'Remove the parameter', amendments: [{ do: 'remove', at: finding.at }], safe: false }]
    const channel = finding.at.key === 'address' && finding.at.parent ? finding.at.parent : finding.at.target
    if (!channel) return []
    const value = finding.data?.['value']
    const { target } = channel.at('parameters')
    return [
      {
        title: `Describe the parameter "${name}"`,
        amendments: [
          target?.isMapping
            ? { do: 'insert', at: target, key: name, value }
            : {
                do: 'insert',
                at: channel,
                key: 'parameters',
                value: { [name]: value },
                ...(finding.at.key === 'address' && { after: 'address' }),
              },
        ],
        safe: false,
      },
    ]
  },
})

/** Whether a key is being typed here: it may be the one that is missing. */
function isHalfWritten(cursor: Cursor | undefined): boolean {
  return cursor?.mapping?.entries.some(({ half }) => half) === true
}

function* findingsOf(document: Document, place: Cursor, channels: readonly Channel[], meant: Meant): Generator<Finding> {
  const parameters = place.at('parameters')
  if (isUnreadable(parameters)) return
  const described = new Set(parameters.target?.keys)
  const used = new Set<string>()
  for (const channel of channels) {
    for (const written of parameterNames(channel.address ?? '')) {
      for (const name of described.has(written) ? [written] : namesIn(written)) {
        used.add(name)
        if (!described.has(name)) yield missing(document, channel, written, name, meant(name, described))
      }
    }
  }
  const [first] = channels
  if (!first || channels.some(({ address }) => address === undefined)) return
  for (const parameter of parameters.target?.children ?? []) {
    if (!used.has(parameter.key)) yield superfluous(parameter, first.address ?? '', meant(parameter.key, used))
  }
}

/** Finds the known name that is nearest to one. */
type Meant = (name: string, known: Iterable<string>) => string | undefined

/** So many findings of a document are given the nearest name: comparing names is slow. */
const mostSuggestions = 50

/** The channels that this document is to speak of, by where they are written out: in 2.x several addresses may share one. */
function byPlace(document: Document): Map<Cursor, Channel[]> {
  const found = new Map<Cursor, Channel[]>()
  for (const channel of [...document.channels, ...document.ownChannels]) {
    if (!channel.isOwn) continue
    const known = found.get(channel.cursor)
    if (!known) found.set(channel.cursor, [channel])
    else if (!known.includes(channel) && !document.is3) known.push(channel)
  }
  return found
}

/** The names in an expression of a URI template: without its operator and modifiers, several of them divided by commas (RFC 6570). */
function namesIn(expression: string): string[] {
  const names = expression.replace(/^[+#./;?&]/, '').split(',')
  return names.map((name) => name.replace(/(?:\*|:\d+)$/, '')).filter((name) => name !== '')
}

function missing(document: Document, channel: Channel, written: string, name: string, meant: string | undefined): Finding {
  const hint = meant === undefined ? '' : ` There is "${meant}".`
  return {
    ...(document.is3 ? { at: channel.cursor.at('address'), part: 'value' } : { at: channel.entry, part: 'key' }),
    message: `The address has {${written}}, but no parameter "${name}" is described.${hint}`,
    data: { name, value: document.is3 ? {} : { schema: { type: 'string' } } },
  }
}

function superfluous(parameter: Cursor, address: string, meant: string | undefined): Finding {
  const hint = meant === undefined ? '' : ` It has {${meant}}.`
  return { at: parameter, part: 'key', message: `The address "${address}" has no {${parameter.key}}.${hint}` }
}
