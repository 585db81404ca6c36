import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { mapUpdate } from '../server/features/workspace-map.ts'
import type { Checks } from '../server/validate/checks.ts'
import { landscape } from './landscape.ts'
import { median, ms, type Row, times } from './measure.ts'
import { checksOf } from './subject.ts'

/** A frame of a screen, in milliseconds. */
export const frame = 1_000 / 60

/** Lays a workspace on the disk for as long as it is looked at. */
export async function withWorkspace<Result>(documents: number, look: (folder: string) => Promise<Result>): Promise<Result> {
  const path = await mkdtemp(join(tmpdir(), 'bench-map-'))
  try {
    for (const [name, text] of Object.entries(landscape(documents))) {
      await mkdir(dirname(join(path, name)), { recursive: true })
      await writeFile(join(path, name), text)
    }
    return await look(pathToFileURL(path).href)
  } finally {
    await rm(path, { recursive: true })
  }
}

/** Reads all documents once, as the server does when it starts, without a look at what they say. */
export async function readOnce(folder: string): Promise<Checks> {
  const checks = checksOf(folder)
  await checks.workspace.scan(
    () => {},
    () => false,
  )
  return checks
}

/** How long the first map of a workspace takes beside reading its documents once, and how long the map after a keystroke. */
export async function mapRows(documents = 300): Promise<Row[]> {
  return withWorkspace(documents, async (folder) => {
    await readOnce(folder)
    const read = median(await times(5, () => readOnce(folder)))
    const fresh = await Promise.all(Array.from({ length: 5 }, () => readOnce(folder)))
    const opened = median(
      await times(fresh.length, async (run) => {
        const checks = fresh[run]
        if (checks) JSON.parse(JSON.stringify(await mapUpdate({}, checks)))
      }),
    )
    const typed = median(await keystrokes(folder))
    return [
      {
        what: `map of ${documents} documents`,
        ours: ms(opened),
        peer: `${ms(read)} to read them, and a frame`,
        ratio: opened / (read + frame),
        target: 1,
      },
      {
        what: `map of ${documents} documents, a keystroke`,
        ours: ms(typed),
        peer: `${ms(opened)} all of it`,
        ratio: typed / opened,
        target: 1 / 4,
      },
    ]
  })
}

/** The map after an address was changed, and changed back. */
async function keystrokes(folder: string): Promise<number[]> {
  const checks = await readOnce(folder)
  const [file] = checks.workspace.members
  const text = file?.source?.text ?? ''
  if (!file) return []
  checks.workspace.open(file.uri, text, 1)
  let { version: since } = await mapUpdate({}, checks)
  const at = text.indexOf('address: ') + 'address: '.length
  const measured: number[] = []
  for (let run = 0; run < 40; run++) {
    const isUndone = run % 2 === 1
    const changes = [{ from: at, to: at + (isUndone ? 1 : 0), insert: isUndone ? '' : 'x' }]
    checks.workspace.change(file.uri, changes, run + 2)
    checks.checker.changed(file, changes)
    await checks.checker.idle()
    const [took = 0] = await times(1, async () => {
      since = (await mapUpdate({ since }, checks)).version
    })
    measured.push(took)
  }
  return measured.sort((a, b) => a - b)
}
