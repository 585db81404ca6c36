import { homedir } from 'node:os'
import { join } from 'node:path'

/** The folder outside the checkout for what is fetched once: VS Code's server, fonts. */
export function cacheFolder(): string {
  const base =
    process.env.XDG_CACHE_HOME || (process.platform === 'win32' ? process.env.LOCALAPPDATA : undefined) || join(homedir(), '.cache')
  return join(base, 'asyncapi-event-source')
}
