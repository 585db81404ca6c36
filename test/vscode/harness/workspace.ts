import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { USER_SETTINGS } from '../../../scripts/vscode/settings.ts'

export interface Workspace {
  /** The folder to open. */
  readonly folder: string
  /** VS Code's own data: user settings, backups, installed extensions. */
  readonly data: string
  remove(): Promise<void>
}

/** A copy of `source` in a temporary folder, with settings, so that a run finds and leaves nothing. */
export async function temporaryWorkspace(source: string, settings: Record<string, unknown> = {}): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), 'asyncapi-event-source-'))
  const folder = join(root, 'workspace')
  const data = join(root, 'vscode')
  await cp(source, folder, { recursive: true })
  await mkdir(join(folder, '.vscode'), { recursive: true })
  await mkdir(join(data, 'data', 'User'), { recursive: true })
  await writeFile(join(data, 'data', 'User', 'settings.json'), JSON.stringify(USER_SETTINGS))
  await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify({ ...USER_SETTINGS, ...settings }))
  return { folder, data, remove: () => rm(root, { recursive: true, force: true }) }
}
