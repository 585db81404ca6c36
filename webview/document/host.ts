import type { FromDocumentPage, KeptDocument, ToDocumentPage } from '../../shared/document-protocol.ts'

interface VsCodeApi {
  postMessage(message: FromDocumentPage): void
  getState(): KeptDocument | undefined
  setState(state: KeptDocument): void
}

declare function acquireVsCodeApi(): VsCodeApi

const api = acquireVsCodeApi()

export function tell(message: FromDocumentPage): void {
  api.postMessage(message)
}

/** Hears the host until what is returned is called. */
export function listen(hear: (message: ToDocumentPage) => void): () => void {
  const listener = ({ data }: MessageEvent<ToDocumentPage>) => hear(data)
  addEventListener('message', listener)
  return () => removeEventListener('message', listener)
}

/** What was kept of this page before the window was loaded anew. */
export function kept(): KeptDocument | undefined {
  return api.getState()
}

export function keep(state: KeptDocument): void {
  api.setState(state)
}
