import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The machine's own Chromium, headless; `fontConfig` names a fontconfig file for pictures. */
export function launchBrowser(fontConfig?: string): Promise<Browser> {
  const env = fontConfig === undefined ? process.env : { ...process.env, FONTCONFIG_FILE: fontConfig }
  return chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', ...QUIET], env: env as Record<string, string> })
}

function findChromium(): string {
  const named = process.env.CHROMIUM_PATH
  if (named !== undefined && existsSync(named)) return named
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name)
      if (isExecutable(path)) return path
    }
  }
  throw new Error(`No Chromium on the path (${NAMES.join(', ')}) nor in CHROMIUM_PATH.`)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
