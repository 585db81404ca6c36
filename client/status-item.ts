import { type Disposable, l10n, type QuickPickItem, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from 'vscode'
import type { ServerStatus } from '../shared/protocol.ts'
import type { CommandId } from './command-table.ts'
import type { SessionState } from './session.ts'
import { describeStatus, type StatusText } from './status.ts'

/** The item in the status bar; a click opens a menu of what can be done. */
export class StatusItem implements Disposable {
  readonly #item: StatusBarItem
  #state: SessionState = 'stopped'
  #server: ServerStatus | undefined

  constructor() {
    this.#item = window.createStatusBarItem('asyncapiEventSource.status', StatusBarAlignment.Right, 100)
    this.#item.name = 'AsyncAPI Event Sources'
    this.#item.command = 'asyncapiEventSource.showStatus' satisfies CommandId
  }

  /** What it says now. */
  get text(): StatusText {
    return describeStatus(this.#state, this.#server, l10n)
  }

  sessionChanged(state: SessionState): void {
    this.#state = state
    // Of what the last server said only this is still true of the next one.
    if (state !== 'running' && this.#server) this.#server = { documents: this.#server.documents, fast: 'running', slow: 'off' }
    this.#draw()
  }

  serverSaid(status: ServerStatus): void {
    this.#server = status
    this.#draw()
  }

  dispose(): void {
    this.#item.dispose()
  }

  #draw(): void {
    const { text, detail, severity, visible } = this.text
    this.#item.text = text
    this.#item.tooltip = detail
    this.#item.accessibilityInformation = { label: l10n.t('AsyncAPI: {0}', detail), role: 'button' }
    this.#item.backgroundColor = severity === 'error' ? new ThemeColor('statusBarItem.errorBackground') : undefined
    if (visible) this.#item.show()
    else this.#item.hide()
  }
}

interface MenuItem extends QuickPickItem {
  readonly run: () => unknown
}

/** Lets the person choose from what can be done about the server; `detail` says how it is. */
export async function showStatusMenu(detail: string, actions: readonly MenuItem[]): Promise<void> {
  const chosen = await window.showQuickPick(actions, { title: 'AsyncAPI Event Sources', placeHolder: detail.replaceAll('\n', ' ') })
  await chosen?.run()
}
