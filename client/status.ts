import type { ServerStatus } from '../shared/protocol.ts'
import type { SessionState } from './session.ts'
import type { Texts } from './texts.ts'

/** What a person is told about the server. */
export interface StatusText {
  /** For the status bar, an icon (`$(…)`) before it. */
  readonly text: string
  /** The same in whole sentences, for the tooltip and for a screen reader. */
  readonly detail: string
  readonly severity: 'busy' | 'ok' | 'warning' | 'error'
  /** Whether there is anything to tell: a workspace without AsyncAPI documents is left in peace. */
  readonly visible: boolean
}

/** `server` is what the server said last, be it running or not; `undefined` before its first word. */
export function describeStatus(state: SessionState, server: ServerStatus | undefined, l10n: Texts): StatusText {
  const visible = (server?.documents ?? 0) > 0
  switch (state) {
    case 'starting':
      return {
        text: `${spin} ${l10n.t('AsyncAPI: starting')}`,
        detail: l10n.t('The language server is starting.'),
        severity: 'busy',
        visible,
      }
    case 'restarting':
      return {
        text: `${spin} ${l10n.t('AsyncAPI: restarting')}`,
        detail: l10n.t('The language server is starting again.'),
        severity: 'busy',
        visible,
      }
    case 'crashed':
      return {
        text: `$(error) ${l10n.t('AsyncAPI: crashed')}`,
        detail: l10n.t('The language server crashed too often and was not started again.'),
        severity: 'error',
        visible: true,
      }
    case 'stopped':
      return {
        text: `$(circle-slash) ${l10n.t('AsyncAPI: off')}`,
        detail: l10n.t('The language server is off.'),
        severity: 'warning',
        visible,
      }
    case 'running':
      return { ...describeServer(server, l10n), visible }
  }
}

const spin = '$(loading~spin)'

function describeServer(server: ServerStatus | undefined, l10n: Texts): Omit<StatusText, 'visible'> {
  if (!server)
    return { text: `${spin} ${l10n.t('AsyncAPI: starting')}`, detail: l10n.t('The language server is starting.'), severity: 'busy' }
  if (server.reading) {
    const { done, total } = server.reading
    return {
      text: `${spin} ${l10n.t('AsyncAPI: reading {0}/{1}', done, total)}`,
      detail: l10n.t('Reading the workspace: {0} of {1} files.', done, total),
      severity: 'busy',
    }
  }
  const detail = [
    server.documents === 1 ? l10n.t('1 AsyncAPI document.') : l10n.t('{0} AsyncAPI documents.', server.documents),
    server.fast === 'done' ? l10n.t('Fast checks: done.') : l10n.t('Fast checks: running.'),
    describeSlow(server.slow, l10n),
    ...(server.onlyOpen ? [l10n.t('The workspace holds too many files: only open documents and what they reach are checked.')] : []),
  ].join('\n')
  return { ...describeWaves(server, l10n), detail }
}

function describeWaves({ fast, slow, onlyOpen }: ServerStatus, l10n: Texts): Pick<StatusText, 'text' | 'severity'> {
  if (fast === 'running') return { text: `${spin} ${l10n.t('AsyncAPI: checking')}`, severity: 'busy' }
  if (slow === 'running' || slow === 'waiting') return { text: `${spin} ${l10n.t('AsyncAPI: fast checks done')}`, severity: 'busy' }
  if (slow === 'stopped') return { text: `$(warning) ${l10n.t('AsyncAPI: parser stopped')}`, severity: 'warning' }
  return { text: `${onlyOpen ? '$(warning)' : '$(pass)'} ${l10n.t('AsyncAPI: checked')}`, severity: onlyOpen ? 'warning' : 'ok' }
}

function describeSlow(slow: ServerStatus['slow'], l10n: Texts): string {
  switch (slow) {
    case 'off':
      return l10n.t('AsyncAPI parser: nothing to do.')
    case 'waiting':
      return l10n.t('AsyncAPI parser: waiting for a pause in typing.')
    case 'running':
      return l10n.t('AsyncAPI parser: running.')
    case 'done':
      return l10n.t('AsyncAPI parser: done.')
    case 'stopped':
      return l10n.t('AsyncAPI parser: stopped at its time or memory limit.')
  }
}
