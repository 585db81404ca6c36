import { mapUpdate } from '../../server/features/workspace-map.ts'
import type { Checks } from '../../server/validate/checks.ts'
import type { MapToHost, MapToPage } from '../../shared/map-protocol.ts'
import { bundlePage, type ShownPage, showPage } from '../../test/pages/page.ts'
import { launchBrowser } from '../../test/vscode/harness/browser.ts'
import { frame, readOnce, withWorkspace } from '../map.ts'
import { median, ms, type Row, times } from '../measure.ts'

/** From documents that are read and checked, as they are when somebody can ask, to the map in Chromium; beside reading them once. */
export async function mapPageRows(documents = 300): Promise<Row[]> {
  const browser = await launchBrowser()
  try {
    const files = await bundlePage('map')
    return await withWorkspace(documents, async (folder) => {
      await readOnce(folder)
      const read = median(await times(3, () => readOnce(folder)))
      // The page itself is there, as it is while the server reads.
      const fresh: { readonly checks: Checks; readonly shown: ShownPage<MapToPage, MapToHost> }[] = []
      for (let run = 0; run < 4; run++) {
        const checks = await readOnce(folder)
        checks.checker.checkAll()
        await checks.checker.idle()
        fresh.push({ checks, shown: await showPage<MapToPage, MapToHost>(browser, files, 'dark', 1_250, 960) })
      }
      const open = async ({ checks, shown }: (typeof fresh)[number]) => tell(shown, await mapUpdate({}, checks))
      const [first, ...others] = fresh
      if (first) await open(first)
      const opened = median(
        await times(others.length, async (run) => {
          const one = others[run]
          if (one) await open(one)
        }),
      )
      return [
        {
          what: `map of ${documents} documents, to its picture`,
          ours: ms(opened),
          peer: `${ms(read)} to read them, and a frame`,
          ratio: opened / (read + frame),
          target: 1,
        },
      ]
    })
  } finally {
    await browser.close()
  }
}

async function tell(shown: ShownPage<MapToPage, MapToHost>, update: Awaited<ReturnType<typeof mapUpdate>>): Promise<void> {
  await shown.tell({ type: 'map', update, reading: undefined })
}
