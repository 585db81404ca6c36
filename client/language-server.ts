import type { LogOutputChannel } from 'vscode'
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type HandlerResult,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient'
import type { Message } from '../shared/protocol.ts'
import type { Server } from './session.ts'

/** A client whose server was not started yet, as the two entries make it. */
export interface Launch {
  readonly client: BaseLanguageClient
  /** Ends what a polite shutdown left over. */
  readonly kill: () => void
}

/** Milliseconds that a server has for its shutdown. */
const patience = 1_000

/** When a server ends or fails is decided by the session alone, so the library neither restarts it nor shows messages of its own. */
export const unattended = {
  revealOutputChannelOn: RevealOutputChannelOn.Never,
  initializationFailedHandler: () => false,
  errorHandler: {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => ({ action: CloseAction.DoNotRestart, message: 'The language server ended.', handled: true }),
  },
} satisfies LanguageClientOptions

/** A client as the session wants it; `ended` is called at most once, where the server ended by itself. */
export function asServer({ client, kill }: Launch, log: LogOutputChannel, ended: () => void): Server {
  let wanted = true
  client.error = (message, data) => log.error(message, ...(data === undefined ? [] : [data]))
  const listener = client.onDidChangeState(({ oldState, newState }) => {
    if (newState !== State.Stopped || oldState !== State.Running || !wanted) return
    wanted = false
    ended()
  })
  return {
    start: () => client.start(),
    stop: async () => {
      wanted = false
      try {
        await client.dispose(patience)
      } catch (error) {
        // Also where it never ran, which is no shutdown at all.
        log.debug(`The language server did not shut down: ${error}`)
      } finally {
        listener.dispose()
        kill()
      }
    },
  }
}

/** Answers one of the server's own requests. */
export function answer<Params, Result>(
  client: BaseLanguageClient,
  { method }: Message<Params, Result>,
  handler: (params: Params) => HandlerResult<Result, void>,
): void {
  client.onRequest<Result, void>(method, handler)
}

/** Hears one of the server's own notifications. */
export function hear<Params>(client: BaseLanguageClient, { method }: Message<Params>, handler: (params: Params) => void): void {
  client.onNotification(method, handler)
}

/** Tells the server something; silent where it is not running. */
export function tell<Params>(client: BaseLanguageClient, { method }: Message<Params>, params: Params): void {
  if (client.isRunning()) client.sendNotification(method, params).catch(() => undefined)
}

/** Asks the server something; `undefined` where it is not running or fails. */
export async function ask<Params, Result>(
  client: BaseLanguageClient | undefined,
  { method }: Message<Params, Result>,
  params: Params,
): Promise<Result | undefined> {
  if (!client?.isRunning()) return undefined
  return client.sendRequest<Result>(method, params).catch(() => undefined)
}
