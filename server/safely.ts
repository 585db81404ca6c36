import type { CancellationToken } from 'vscode-languageserver'

/** Wraps each handler: what it throws is logged and answered with the fallback, and the server lives. A cancelled request gets the fallback, too. */
export type Safely = <Params, Result>(
  name: string,
  fallback: Result,
  handle: (params: Params, token: CancellationToken | undefined) => Result | Promise<Result>,
) => (params: Params, token?: CancellationToken) => Promise<Result>

export function safely(log: (message: string) => void): Safely {
  return (name, fallback, handle) => async (params, token) => {
    try {
      const result = await handle(params, token)
      return token?.isCancellationRequested ? fallback : result
    } catch (error) {
      log(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      return fallback
    }
  }
}
