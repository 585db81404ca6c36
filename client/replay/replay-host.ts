import { commands, env, l10n, Range } from 'vscode'
import type { Answers } from '../../shared/border.ts'
import { placeRange } from '../../shared/preview-protocol.ts'
import type { PanelBorder } from '../../shared/replay-protocol.ts'
import { ask } from '../language-server.ts'
import { revealBeside } from '../preview/reveal.ts'
import { filesOf, nameOf } from './recording.ts'
import { runAction } from './replay-actions.ts'
import type { ReplayPanel } from './replay-panel.ts'
import { save } from './replay-writes.ts'

/** What the page asks of its host. */
export function replayHost(replay: ReplayPanel): Answers<PanelBorder> {
  const { client } = replay.parts
  return {
    ready: () => replay.start(),
    reveal: async ({ place }) => {
      await revealBeside(replay.panel, await ask(client(), placeRange, place))
      return null
    },
    revealRecord: async ({ file, line }) => {
      const uri = (await filesOf(replay.identity.files)).find((one) => nameOf(one) === file || one.fsPath === file)
      if (!uri) throw new Error(l10n.t('{0} is not there any more.', file))
      const at = Math.max(0, line - 1)
      // A file too large for an editor, or one that is no text: VS Code itself says so.
      await commands.executeCommand('vscode.open', uri, { selection: new Range(at, 0, at, 0), viewColumn: -2 })
      return null
    },
    save: async (what) => {
      await save(replay, what)
      return null
    },
    copy: async ({ text }) => {
      await env.clipboard.writeText(text)
      return null
    },
    run: async (params) => {
      await runAction(replay, params)
      return null
    },
    keep: (kept) => {
      replay.kept = kept
      return null
    },
    textFocus: async ({ on }) => {
      await commands.executeCommand('setContext', 'asyncapiEventSource.textFocus', on)
      return null
    },
  }
}
