import { type Asker, asker, type Crossing } from '../../shared/border.ts'
import type { EngineBorder, PanelBorder, PanelKept } from '../../shared/replay-protocol.ts'
import type { ReplayWire } from '../../shared/replay-wire.ts'

interface VsCodeApi {
  postMessage(message: ReplayWire): void
  setState(state: unknown): void
}

declare function acquireVsCodeApi(): VsCodeApi

export interface Ends {
  readonly engine: Asker<EngineBorder>
  readonly host: Asker<PanelBorder>
  /** What VS Code gives back to the panel after a reload of the window. */
  keep(identity: unknown, kept: PanelKept): void
}

/** The two that the page talks with, through the one channel that a page has. */
export function connect(): Ends {
  const api = acquireVsCodeApi()
  const end = (side: ReplayWire['side']) => ({
    send: (crossing: Crossing) => api.postMessage({ side, crossing }),
    onCrossing: (listener: (crossing: Crossing) => void) =>
      addEventListener('message', ({ data }: MessageEvent<ReplayWire>) => {
        if (data.side === side) listener(data.crossing)
      }),
  })
  return { engine: asker(end('engine')), host: asker(end('host')), keep: (identity, kept) => api.setState({ identity, kept }) }
}

const isText = (target: EventTarget | null) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable)

/** Keys are the page's while somebody types in it: the host is told when that begins and ends. */
export function reportTextFocus(host: Asker<PanelBorder>): void {
  const tell = (on: boolean) => void host.ask('textFocus', { on }).catch(() => undefined)
  addEventListener('focusin', ({ target }) => tell(isText(target)))
  addEventListener('focusout', ({ target }) => {
    if (isText(target)) tell(false)
  })
}
