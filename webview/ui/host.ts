import type { Place } from '../../shared/place.ts'
import type { KeptState, ToHost, ToPage } from '../../shared/preview-protocol.ts'

interface VsCodeApi {
  postMessage(message: ToHost): void
  getState(): KeptState | undefined
  setState(state: KeptState): void
}

declare function acquireVsCodeApi(): VsCodeApi

const api = acquireVsCodeApi()

export function tell(message: ToHost): void {
  api.postMessage(message)
}

export function listen(hear: (message: ToPage) => void): void {
  addEventListener('message', ({ data }: MessageEvent<ToPage>) => hear(data))
}

/** What was kept of this page before the window was loaded anew. */
export function kept(): KeptState | undefined {
  return api.getState()
}

export function keep(state: KeptState): void {
  api.setState(state)
}

export function reveal(place: Place): void {
  tell({ type: 'reveal', place })
}

/** Keys are the page's while somebody types in it: the host is told when that begins and ends. */
export function reportTextFocus(): void {
  const isText = (target: EventTarget | null) => target instanceof HTMLInputElement
  addEventListener('focusin', ({ target }) => tell({ type: 'textFocus', on: isText(target) }))
  addEventListener('focusout', ({ target }) => {
    if (isText(target)) tell({ type: 'textFocus', on: false })
  })
}
