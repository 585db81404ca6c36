import type { MapKept, MapToHost } from '../../shared/map-protocol.ts'
import type { Place } from '../../shared/place.ts'
import type { KeptState, ToHost, ToPage } from '../../shared/preview-protocol.ts'

interface VsCodeApi {
  postMessage(message: unknown): void
  getState(): unknown
  setState(state: unknown): void
}

declare function acquireVsCodeApi(): VsCodeApi

const api = acquireVsCodeApi()

export function tell(message: ToHost | MapToHost): void {
  api.postMessage(message)
}

export function listen<Said = ToPage>(hear: (message: Said) => void): void {
  addEventListener('message', ({ data }: MessageEvent<Said>) => hear(data))
}

/** What was kept of this page before the window was loaded anew. */
export function kept<State = KeptState>(): State | undefined {
  return api.getState() as State | undefined
}

export function keep(state: KeptState | MapKept): void {
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
