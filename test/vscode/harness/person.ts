import type { Frame, Page } from 'playwright-core'

/** Waits for something that a person would wait for. */
export async function eventually(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
  const end = Date.now() + 30_000
  while (!(await holds().catch(() => false))) {
    if (Date.now() > end) throw new Error(otherwise)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** The inner frame of the page of ours that is to be seen and holds an element. */
export async function frameWith(page: Page, selector: string): Promise<Frame> {
  for (const frame of page.frames()) {
    const element = frame.locator(selector).first()
    if (await element.isVisible().catch(() => false)) return frame
  }
  throw new Error(`There is no page with ${selector}.`)
}

/** Opens a file, or with `>` runs a command, with real keys. */
export async function quickOpen(page: Page, text: string): Promise<void> {
  await page.keyboard.press(text.startsWith('>') ? 'F1' : 'Control+P')
  const input = page.locator('.quick-input-widget input').first()
  await input.waitFor({ state: 'visible' })
  const first = page.locator('.quick-input-list .monaco-list-row').first()
  const wanted = text.replace('>', '').split('/').at(-1) ?? ''
  // Commands of an extension come a moment after the window.
  await eventually(async () => {
    await input.fill('')
    await input.fill(text)
    await page.waitForTimeout(500)
    return ((await first.textContent()) ?? '').includes(wanted)
  }, `there is no ${text} to choose`)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(1_000)
}
