import { describe, expect, it } from 'vitest'
import { axeFaults, picture } from './page.ts'
import { replayDesk, throwing, type Wanted } from './replay-desk.ts'
import { themes } from './themes.ts'

describe('the scenes of the replay panel', { timeout: 60_000 }, () => {
  const desk = replayDesk()
  const { show, still, drawn, press } = desk

  const scenes: Readonly<Record<string, { readonly wanted?: Wanted; readonly then?: () => Promise<unknown> }>> = {
    normal: {},
    nothing: { wanted: { at: '178' } },
    unreadable: { wanted: { at: '131' } },
    'no-fold': { wanted: { fold: 'none' } },
    threw: { wanted: { fold: throwing } },
    untrusted: { wanted: { isTrusted: false } },
    stale: { wanted: { isStale: true } },
    empty: { wanted: { recording: '' } },
    audit: { then: async () => desk.shown?.do('audit') },
    headers: { wanted: { at: '81' }, then: async () => desk.shown?.do('tab2') },
    causes: { then: async () => desk.shown?.do('tab3') },
    history: { wanted: { kept: { watch: '/status', entity: 'o-1050' } }, then: async () => desk.shown?.do('history') },
    insert: { then: async () => desk.shown?.do('insert') },
    edit: { then: async () => desk.shown?.do('edit') },
    blame: {
      then: async () => {
        await desk.page.locator('[data-path="/status"] .bl').hover()
        await drawn('.blame-card')
      },
    },
    compare: {
      wanted: { kept: { watch: '/status', entity: 'o-1050' } },
      then: async () => {
        await desk.shown?.do('compare')
        for (let step = 0; step < 9; step++) await desk.shown?.do('nextOfEntity')
      },
    },
    branch: {
      then: async () => {
        await desk.shown?.do('drop')
        await still()
        await desk.shown?.do('nextOfEntity')
        await desk.shown?.do('insert')
        await still()
        await press('Control+Enter')
      },
    },
  }

  /** The same page in another theme. */
  async function paint(theme: string): Promise<void> {
    const { body, variables } = themes[theme] ?? { body: '', variables: {} }
    await desk.page.evaluate(
      ([classes, all]) => {
        const { document } = globalThis as unknown as {
          document: {
            body: { className: string }
            documentElement: { removeAttribute(name: string): void; style: { setProperty(name: string, value: string): void } }
          }
        }
        document.body.className = classes
        document.documentElement.removeAttribute('style')
        for (const [name, value] of Object.entries(all)) document.documentElement.style.setProperty(name, value)
      },
      [body, variables] as const,
    )
  }

  for (const [name, { wanted, then }] of Object.entries(scenes)) {
    it(`has nothing that axe finds in any theme: ${name}`, async () => {
      await show(wanted)
      await then?.()
      await still()
      const faults: string[] = []
      for (const theme of Object.keys(themes)) {
        await paint(theme)
        await picture(desk.page, `replay-${name}-${theme}`)
        for (const fault of await axeFaults(desk.page)) faults.push(`${theme}: ${fault}`)
      }
      expect(faults).toEqual([])
    })
  }

  for (const [width, height] of [
    [500, 860],
    [640, 700],
    [900, 700],
    [1280, 300],
    [800, 300],
    [1600, 900],
  ] as const) {
    it(`shows all that is there at ${width} × ${height}`, { timeout: 120_000 }, async () => {
      for (const name of ['branch', 'audit']) {
        const { then } = scenes[name] ?? {}
        await show({ width, height })
        await picture(desk.page, `replay-normal-${width}x${height}`)
        await then?.()
        await still()
        await picture(desk.page, `replay-${name}-${width}x${height}`)
        expect(await desk.page.evaluate('document.documentElement.scrollWidth')).toBe(width)
        expect(await axeFaults(desk.page)).toEqual([])
        await desk.close()
      }
    })
  }
})
