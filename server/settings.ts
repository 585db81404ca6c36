import type { Connection } from 'vscode-languageserver'
import { type Config, readConfig } from './validate/config.ts'

/** The editor's settings as the server uses them. */
export interface Settings {
  readonly config: Config
  /** Whether problems of all documents are shown, or of open ones. */
  readonly problems: 'workspace' | 'open'
  readonly readOutside: boolean
  readonly readRemote: boolean
  /** Globs of `files.exclude` that are on. */
  readonly excluded: readonly string[]
}

export const defaultSettings: Settings = { config: {}, problems: 'workspace', readOutside: false, readRemote: false, excluded: [] }

/** Asks the editor. In an untrusted workspace nothing is read beyond it, whatever the settings say. */
export async function fetchSettings(connection: Connection, trusted: boolean): Promise<Settings> {
  const [own, exclude] = (await connection.workspace.getConfiguration([
    { section: 'asyncapiEventSource' },
    { section: 'files.exclude' },
  ])) as unknown[]
  return readSettings(own, exclude, trusted)
}

/** Reads plain data as settings; what has another shape counts as not set. */
function readSettings(own: unknown, exclude: unknown, trusted: boolean): Settings {
  const settings = isObject(own) ? own : {}
  const references = isObject(settings.references) ? settings.references : {}
  return {
    config: readConfig(settings),
    problems: settings.problems === 'open' ? 'open' : 'workspace',
    readOutside: trusted && references.outsideWorkspace === true,
    readRemote: trusted && references.remote === true,
    excluded: isObject(exclude) ? Object.keys(exclude).filter((glob) => exclude[glob] === true) : [],
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
