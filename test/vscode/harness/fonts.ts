import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../../../scripts/processes.ts'
import { cacheFolder } from '../../../scripts/vscode/cache.ts'

const PACKAGES = ['fonts-inter', 'fonts-jetbrains-mono']

/** A fontconfig file that prefers good fonts for pictures, from Debian's packages in the cache; `undefined` where there is no apt. */
export async function pictureFonts(): Promise<string | undefined> {
  const target = join(cacheFolder(), 'fonts')
  const config = join(target, 'fonts.conf')
  if (existsSync(config)) return config
  await mkdir(cacheFolder(), { recursive: true })
  const work = await mkdtemp(`${target}-`)
  try {
    await run('apt-get', ['download', ...PACKAGES], { cwd: work })
    for (const name of await readdir(work)) if (name.endsWith('.deb')) await run('dpkg', ['-x', name, 'files'], { cwd: work })
    await writeFile(join(work, 'fonts.conf'), fontConfig(join(target, 'files', 'usr', 'share', 'fonts')))
    await rename(work, target)
    return config
  } catch {
    return undefined
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

function fontConfig(folder: string): string {
  const prefer = (family: string, first: string) =>
    `<match target="pattern"><test name="family"><string>${family}</string></test><edit name="family" mode="prepend" binding="strong"><string>${first}</string></edit></match>`
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>${folder}</dir>
${prefer('system-ui', 'Inter')}
${prefer('sans-serif', 'Inter')}
${prefer('monospace', 'JetBrains Mono')}
</fontconfig>
`
}
