import { identifier, memberName, TypeScriptTypes } from '../../../schema/typescript.ts'
import type { SchemaPool } from '../../../shared/schema-pool.ts'
import type { StreamMessageModel, StreamModel } from '../../../shared/stream-model.ts'

/** What the types file declares besides the messages. */
const own = ['Event', 'Handlers', 'Messages', 'Upcast']

/** What a reducer calls a message: its name, else its key; `undefined` where it has neither. */
export function handlerName({ name, key }: StreamMessageModel): string | undefined {
  return name ?? (key === '' ? undefined : key)
}

/**
 * The types of a reducer module as a declaration file: of each message's payload, of an event, and of the handlers. They are a namespace and no
 * module, for TypeScript takes an import of `NAME.fold.d.ts` for one of the `NAME.fold.ts` beside it.
 */
export function foldTypes(model: StreamModel, pool: SchemaPool, namespace: string, document: string): string {
  const types = new TypeScriptTypes(pool, own)
  const members = new Map<string, string>()
  for (const message of model.messages) {
    const name = handlerName(message)
    if (name !== undefined && !members.has(name)) members.set(name, types.declare(name, message.payload))
  }
  const messages = [...members].map(([name, type]) => `  ${memberName(name)}: ${type}\n`).join('')
  const body = `${types.text}
/** The payload of each message. */
interface Messages {
${messages}}

/** What is known of an event besides its payload. */
interface Event {
  /** Text with several partitions, or of an event that a branch puts in. */
  readonly position: number | string
  readonly partition?: number
  /** UTC, with at least milliseconds. */
  readonly time?: string
  readonly key?: unknown
  readonly headers: Readonly<Record<string, unknown>>
  /** The message's name. */
  readonly type: string
  readonly entity: string
}

/** A value returned is the new state, \`undefined\` means the state as it was changed, \`null\` deletes the entity. */
type Handlers<State> = {
  [Name in keyof Messages]?: (state: State, payload: Messages[Name], event: Event) => State | null | undefined | void
} & {
  /** For the messages that are not named. */
  default?: (state: State, payload: unknown, event: Event) => State | null | undefined | void
}

/** Makes the payload of today from an older one, before it is folded. */
type Upcast = {
  [Name in keyof Messages]?: (payload: any, event: Event) => Messages[Name]
}`
  return `/* Written from ${document.replaceAll('*/', '* /')} each time it is saved: what is changed here is lost. */
declare namespace ${namespace} {
${body.replaceAll(/^(?=.)/gm, '  ')}
}
`
}

/** The namespace of the types of a module, by its file. */
export function namespaceOf(module: string): string {
  return identifier(module.replace(/\.[cm]?[jt]s$/, ''))
}

/** The name of the state's type: the entity's, where no message has it. */
export function stateName({ aggregate, messages }: StreamModel): string {
  const taken = new Set([...own, ...messages.map((message) => identifier(handlerName(message) ?? ''))])
  const wish = identifier(aggregate ?? 'State')
  return taken.has(wish) ? `${wish}State` : wish
}
