import picomatch from 'picomatch'
import { isInside, uriFolder, uriName } from '../../shared/uri.ts'
import { plain } from '../document/plain.ts'
import type { StreamSettings } from '../eventsource/why.ts'
import type { EnvelopeNames } from '../rules/context.ts'
import { Cell, Input } from '../workspace/cells.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { type Config, mergeConfig, readConfig } from './config.ts'

const configNames = ['.asyncapi-event-source.yaml', '.asyncapi-event-source.json'] as const

export const usualEnvelope: EnvelopeNames = {
  id: ['id', 'eventId', 'messageId'],
  time: ['time', 'occurredAt', 'occurredOn', 'timestamp', 'eventTime', 'sentAt', 'publishedAt'],
  sequence: ['sequence', 'sequenceNumber', 'aggregateVersion', 'revision'],
  version: ['version', 'schemaVersion', 'eventVersion', 'dataschema'],
  causation: ['causationId'],
}

/** Which config holds for which file. The files are read through the workspace, so an unsaved one counts, too. */
export class ConfigFiles implements StreamSettings {
  readonly #workspace: Workspace
  readonly #settings: Input<Config>
  /** The one file that counts for all, where the command line names it. */
  readonly #fixed: string | undefined
  readonly #configs = new Map<string, Cell<Config>>()

  constructor(workspace: Workspace, settings: Config, fixed?: string) {
    this.#workspace = workspace
    this.#settings = new Input(workspace.clock, settings)
    this.#fixed = fixed
  }

  set settings(settings: Config) {
    this.#settings.set(settings)
  }

  isConfig(uri: string): boolean {
    return uri === this.#fixed || configNames.some((name) => name === uriName(uri))
  }

  /** Reads what may hold for the file; to be awaited before {@link of} is asked. */
  async load(uri: string): Promise<void> {
    await Promise.all(this.#candidates(uri).map((candidate) => this.#workspace.load(candidate)))
  }

  /** The config of a file: the nearest config file above it over the settings. */
  of(uri: string): Config {
    let cell = this.#configs.get(uri)
    if (!cell) {
      cell = new Cell(this.#workspace.clock, () => {
        const node = this.fileOf(uri)?.root().node
        return mergeConfig(this.#settings.get(), node && readConfig(plain(node)))
      })
      this.#configs.set(uri, cell)
    }
    return cell.get()
  }

  /** The first pattern of `channels` that matches a channel's key or address. */
  matchingPattern(uri: string, key: string, address: string | undefined): string | undefined {
    return this.of(uri).channels?.find((pattern) => matches(pattern, key) || (address !== undefined && matches(pattern, address)))
  }

  envelope(uri: string): EnvelopeNames {
    return { ...usualEnvelope, ...this.of(uri).envelope }
  }

  /** The config file that holds for a file; `undefined` where there is none. */
  fileOf(uri: string): SourceFile | undefined {
    for (const candidate of this.#candidates(uri)) {
      const file = this.#workspace.file(candidate)
      if (file.source) return file
    }
    return undefined
  }

  /** Nearest first, not above the workspace folder. */
  #candidates(uri: string): string[] {
    if (this.#fixed !== undefined) return [this.#fixed]
    const found: string[] = []
    const top = this.#workspace.options.folders.filter((folder) => isInside(folder, uri)).sort((a, b) => b.length - a.length)[0]
    if (top === undefined) return found
    for (let folder = uriFolder(uri); folder !== undefined && isInside(top, folder); folder = uriFolder(folder)) {
      for (const name of configNames) found.push(`${folder}/${name}`)
    }
    return found
  }
}

const matchers = new Map<string, (text: string) => boolean>()

/** Whether a glob matches; the braces of an address are text, not alternatives. */
function matches(pattern: string, text: string): boolean {
  let matcher = matchers.get(pattern)
  if (!matcher) {
    matcher = picomatch(pattern, { dot: true, nobrace: true })
    matchers.set(pattern, matcher)
  }
  return matcher(text) || matcher(text.replace(/^\//, ''))
}
