/** A command as `package.json` contributes it; texts are keys of `package.nls.json`. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly category: string
  readonly icon?: string
  /** When it can be run; always where not there. */
  readonly enablement?: string
}

const category = '%command.category%'

export const commands = [
  { id: 'asyncapiEventSource.restart', title: '%command.restart.title%', category, icon: '$(refresh)' },
  { id: 'asyncapiEventSource.showOutput', title: '%command.showOutput.title%', category, icon: '$(output)' },
  { id: 'asyncapiEventSource.showStatus', title: '%command.showStatus.title%', category },
  { id: 'asyncapiEventSource.openRuleDocs', title: '%command.openRuleDocs.title%', category, icon: '$(book)' },
] as const satisfies readonly Command[]

export type CommandId = (typeof commands)[number]['id']
