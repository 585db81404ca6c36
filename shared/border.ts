/**
 * The one form of talk across a border (page and host, host and worker): requests that are answered, fail or are cancelled, and events. Each
 * border has a map of its own that names them; both sides are held to it by the compiler. What crosses may be copied as JSON: no `bigint`, no
 * class, but typed arrays may cross.
 */
export interface Border {
  /** By name: what is asked, and what is answered. */
  readonly requests: Readonly<Record<string, { readonly params: unknown; readonly answer: unknown }>>
  /** By name: what is told without being asked. */
  readonly events: Readonly<Record<string, unknown>>
}

type RequestName<B extends Border> = keyof B['requests'] & string
export type EventName<B extends Border> = keyof B['events'] & string
type Params<B extends Border, Name extends RequestName<B>> = B['requests'][Name]['params']
type Answer<B extends Border, Name extends RequestName<B>> = B['requests'][Name]['answer']

export type Crossing =
  | { readonly type: 'request'; readonly id: number; readonly name: string; readonly params: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  /** `message` is a sentence for a person. */
  | { readonly type: 'error'; readonly id: number; readonly message: string }
  /** The answer is not wanted any more; one may still come. */
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'event'; readonly name: string; readonly value: unknown }

/** What carries crossings to the other side. */
export interface Port {
  send(crossing: Crossing, transfer?: readonly ArrayBuffer[]): void
  onCrossing(listener: (crossing: Crossing) => void): void
}

/** What a web `AbortSignal` is too. */
interface Signal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
}

/** An asker's word that it does not wait for an answer any more. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

/** The side that asks. */
export interface Asker<B extends Border> {
  /** Rejects with an error whose message is a sentence for a person, or with {@link Cancelled}. */
  ask<Name extends RequestName<B>>(name: Name, params: Params<B, Name>, signal?: Signal): Promise<Answer<B, Name>>
  on<Name extends EventName<B>>(name: Name, listener: (value: B['events'][Name]) => void): void
}

export function asker<B extends Border>(port: Port): Asker<B> {
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: unknown): void }>()
  const listeners = new Map<string, ((value: never) => void)[]>()
  let last = 0
  port.onCrossing((crossing) => {
    if (crossing.type === 'event') {
      for (const listener of listeners.get(crossing.name) ?? []) listener(crossing.value as never)
      return
    }
    if (crossing.type !== 'answer' && crossing.type !== 'error') return
    const one = waiting.get(crossing.id)
    waiting.delete(crossing.id)
    if (crossing.type === 'answer') one?.resolve(crossing.answer)
    else one?.reject(new Error(crossing.message))
  })
  return {
    ask: (name, params, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(new Cancelled())
          return
        }
        const id = ++last
        waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject })
        signal?.addEventListener('abort', () => {
          if (!waiting.delete(id)) return
          port.send({ type: 'cancel', id })
          reject(new Cancelled())
        })
        port.send({ type: 'request', id, name, params })
      }),
    on: (name, listener) => {
      const list = listeners.get(name)
      if (list) list.push(listener)
      else listeners.set(name, [listener])
    },
  }
}

/** To be looked at after each wait: nobody wants the answer any more. */
export interface Cancellation {
  readonly aborted: boolean
}

/** The side that answers: a function for each request. One that throws or rejects is answered with its error's message; the border lives on. */
export type Answers<B extends Border> = {
  readonly [Name in RequestName<B>]: (params: Params<B, Name>, signal: Cancellation) => Answer<B, Name> | Promise<Answer<B, Name>>
}

export interface Answerer<B extends Border> {
  tell<Name extends EventName<B>>(name: Name, value: B['events'][Name]): void
}

export function answerer<B extends Border>(port: Port, answers: Answers<B>): Answerer<B> {
  const running = new Map<number, { aborted: boolean }>()
  const answer = async (id: number, name: string, params: unknown) => {
    const signal = { aborted: false }
    running.set(id, signal)
    try {
      if (!Object.hasOwn(answers, name)) throw new Error(`Nothing answers ${name}.`)
      const one = answers[name as RequestName<B>] as (params: unknown, signal: Cancellation) => unknown
      port.send({ type: 'answer', id, answer: await one(params, signal) })
    } catch (error) {
      port.send({ type: 'error', id, message: error instanceof Error ? error.message : String(error) })
    } finally {
      running.delete(id)
    }
  }
  port.onCrossing((crossing) => {
    if (crossing.type === 'request') void answer(crossing.id, crossing.name, crossing.params)
    else if (crossing.type === 'cancel') {
      const signal = running.get(crossing.id)
      if (signal) signal.aborted = true
    }
  })
  return { tell: (name, value) => port.send({ type: 'event', name, value }) }
}
