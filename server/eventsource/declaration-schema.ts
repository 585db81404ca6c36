/** What may stand under a key of `x-event-source`. */
export type DeclaredKind = 'text' | 'expression' | 'sequence' | 'messages' | 'rules'

export interface DeclaredKey {
  readonly kind: DeclaredKind
  /** What it says, in one or two sentences of Markdown. */
  readonly doc: string
}

/** The keys of `x-event-source` as an object. */
export const declaredKeys: ReadonlyMap<string, DeclaredKey> = new Map<string, DeclaredKey>([
  [
    'aggregate',
    {
      kind: 'text',
      doc: 'The name of the entity whose events these are, such as `Order`. Found from the names of the messages where it is not given.',
    },
  ],
  [
    'correlation',
    { kind: 'expression', doc: 'Where each message says to which entity it belongs: a runtime expression, which overrides what is found.' },
  ],
  [
    'discriminator',
    { kind: 'expression', doc: 'Where each message carries its type mark: a runtime expression, which overrides what is found.' },
  ],
  ['fold', { kind: 'text', doc: 'The path of a reducer module that folds the events into state, relative to this file.' }],
  ['baseline', { kind: 'text', doc: 'The git revision or tag that the history of the message set is compared with.' }],
  ['archive', { kind: 'text', doc: 'Where events live that the channel no longer keeps: it may then forget.' }],
  ['sequence', { kind: 'sequence', doc: 'What a sequence number counts: the events of one `entity`, or of the whole `channel`.' }],
  ['story', { kind: 'messages', doc: 'Keys of messages in the order in which an entity usually lives through them.' }],
  ['ignore', { kind: 'rules', doc: 'Ids of rules that are silent about this channel.' }],
])

/** What `x-event-source` itself says. */
export const declarationDoc =
  '`true` or an object: this channel is an event source, an append-only log of immutable events from which state is folded. `false`: it is none, whatever else is said.'

/** The values of `sequence`. */
export const sequences = ['entity', 'channel'] as const
