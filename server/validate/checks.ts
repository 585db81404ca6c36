import { Streams } from '../eventsource/streams.ts'
import { Model } from '../model/model.ts'
import type { RuleContext } from '../rules/context.ts'
import type { Host } from '../workspace/host.ts'
import { Workspace, type WorkspaceOptions } from '../workspace/workspace.ts'
import { Baselines, type BaselinesOptions } from './baselines.ts'
import { Checker, type CheckerOptions } from './checker.ts'
import type { Config } from './config.ts'
import { ConfigFiles } from './config-files.ts'

export interface ChecksOptions extends Omit<CheckerOptions, 'context' | 'config' | 'baselines'> {
  readonly host: Host
  readonly workspace: WorkspaceOptions
  readonly settings: Config
  /** The one config file that counts, where the command line names it. */
  readonly configFile?: string
  /** What documents are held against; where it is missing, with nothing. */
  readonly baseline?: BaselinesOptions
}

/** A workspace with all that checks it, put together: for the language server, the command line and tests alike. */
export class Checks {
  readonly workspace: Workspace
  readonly config: ConfigFiles
  readonly context: RuleContext
  readonly baselines: Baselines
  readonly checker: Checker

  constructor({ host, workspace, settings, configFile, baseline, ...options }: ChecksOptions) {
    this.workspace = new Workspace(host, workspace)
    this.config = new ConfigFiles(this.workspace, settings, configFile)
    const model = new Model(this.workspace)
    const streams = new Streams(this.config)
    this.context = { workspace: this.workspace, model, streams, envelope: (uri) => this.config.envelope(uri) }
    this.baselines = new Baselines(this.context, this.config, baseline ?? { isAllowed: () => false, all: false, inform: () => {} })
    this.checker = new Checker({ ...options, context: this.context, config: this.config, baselines: this.baselines })
  }
}
