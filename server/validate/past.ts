import { Streams } from '../eventsource/streams.ts'
import type { StreamSettings } from '../eventsource/why.ts'
import { Model } from '../model/model.ts'
import type { Clock } from '../workspace/cells.ts'
import type { Host } from '../workspace/host.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { Workspace, type WorkspaceOptions } from '../workspace/workspace.ts'

/** An older state of the documents, read-only. Its cells share the clock of the workspace, so that a rule reads from both. */
export class Past {
  readonly workspace: Workspace
  readonly model: Model
  readonly streams: Streams
  readonly #shownUri: (uri: string) => string

  /** @param shownUri under which URI an editor opens the old text of a file. */
  constructor(read: Host['read'], options: WorkspaceOptions, clock: Clock, settings: StreamSettings, shownUri: (uri: string) => string) {
    this.workspace = new Workspace({ read, list: async () => ({ files: [], complete: true }) }, options, clock)
    this.model = new Model(this.workspace)
    this.streams = new Streams(settings)
    this.#shownUri = shownUri
  }

  /** Reads the file and all that it refers to. */
  async load(uri: string): Promise<SourceFile> {
    // A document may be open that lies in no workspace folder; its older version is no further away than it is.
    const { options } = this.workspace
    if (!this.workspace.mayRead(uri)) this.workspace.setOptions({ ...options, folders: [...options.folders, uri] })
    await this.workspace.load(uri)
    for (const reached of this.workspace.reachedFrom(uri)) {
      const file = this.workspace.file(reached)
      file.clientUri = this.#shownUri(file.uri)
    }
    return this.workspace.file(uri)
  }
}
