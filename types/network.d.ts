/** What `server/` itself may use of the network, and no folder below it: remote references, where a trusted person's setting allows them. */
declare global {
  interface AbortSignal {
    readonly aborted: boolean
  }
  const AbortSignal: { timeout(milliseconds: number): AbortSignal }

  interface FetchedResponse {
    readonly ok: boolean
    readonly status: number
    readonly body: object | null
  }

  function fetch(address: string, options?: { readonly signal?: AbortSignal; readonly credentials?: 'omit' }): Promise<FetchedResponse>
}

export {}
