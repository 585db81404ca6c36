import { describe, expect, it } from 'vitest'
import { replayDesk, throwing } from './replay-desk.ts'
import type { RealEngine } from './replay-engine.ts'

describe('the replay panel, state and event', { timeout: 60_000 }, () => {
  const desk = replayDesk()
  const { show, still, drawn, texts, lines, text, press, click, asked, moment } = desk

  describe('the state', () => {
    it('shows what the event changed, old beside new, and who set the rest', async () => {
      await show()
      expect(await lines('.st-row')).toContainEqual(expect.stringMatching(/^status "new" "paid" 27 .*was "new" M$/))
      expect(await lines('.st-row')).toContainEqual(expect.stringMatching(/^total 17580 22 /))
      expect(await text('.state .phead')).toMatch(/State\s+o-1050\s+after #27/)
      expect(await desk.page.locator('.op-M').count()).toBe(2)
    })

    it('goes to the event that set a value', async () => {
      await show()
      await desk.page.locator('[data-path="/total"] .bl').click()
      await still()
      expect(await moment()).toBe('#22')
    })

    it('tells of a value who set it, when and how often, for pointer and keyboard', async () => {
      await show()
      await desk.page.locator('[data-path="/status"] .bl').hover()
      await drawn('.blame-card')
      const card = await text('.blame-card')
      expect(card).toMatch(
        /\/status OrderPaymentReceived #27 11:44:18.685 "new" "paid" 2 of \d events that set it · click: go there · H history/,
      )
      await desk.page.mouse.move(5, 5)
      await desk.page.locator('.blame-card').waitFor({ state: 'detached' })
      await desk.page.locator('.state [role=tree]').focus()
      await press('ArrowDown')
      await drawn('.blame-card')
      expect(await text('.blame-card')).toContain('/lines')
      await press('Escape')
      expect(await desk.page.locator('.blame-card').count()).toBe(0)
      await press('Shift+Enter')
      expect(await moment()).toBe('#22')
    })

    it('opens and closes with the arrows, and watches what is chosen', async () => {
      await show()
      await desk.page.locator('.state [role=tree]').focus()
      await press('ArrowDown')
      await press('ArrowRight')
      expect(await lines('[data-path^="/lines/"]')).toHaveLength(3)
      expect(await desk.page.locator('[data-path="/lines"]').getAttribute('aria-expanded')).toBe('true')
      await press('ArrowRight')
      await press('ArrowLeft')
      await press('ArrowLeft')
      expect(await lines('[data-path^="/lines/"]')).toHaveLength(0)
      await desk.page.waitForTimeout(300)
      await still()
      expect(asked('keep').at(-1)).toMatchObject({ watch: '/lines' })
      expect(await desk.page.locator('[data-path="/lines"]').getAttribute('aria-selected')).toBe('true')
      expect((await lines('.event [role=tab]')).at(-1)).toContain('lines')
    })

    it('shows changes only when asked', async () => {
      await show()
      await desk.shown?.do('changesOnly')
      await still()
      expect(await texts('.st-row .nm')).toEqual(['status', 'paid'])
      expect(await text('.state .phead')).toContain('2 values differ')
    })

    it('stays with a kept entity, and says since when it is as it was', async () => {
      await show({ at: '100' })
      await click('[data-entity="o-1047"]')
      expect(await text('.state .phead')).toMatch(/o-1047\s+unchanged since #67/)
      await desk.page.locator('.state .phead .link').click()
      await still()
      expect(await moment()).toBe('#67')
      await click('.state [aria-label="Keep this entity"]')
      expect(await desk.page.locator('.state [aria-label="Keep this entity"]').getAttribute('aria-pressed')).toBe('false')
    })

    it('says what changed since a moment that is held', async () => {
      await show({ at: '100', kept: { entity: 'o-1047', watch: '/status' } })
      await desk.shown?.do('compare')
      await desk.shown?.do('nextOfEntity')
      await still()
      expect(await text('.state .phead')).toMatch(/since #100 · \d+ values differ/)
      expect(await lines('[data-path="/status"]')).toEqual([expect.stringContaining('"preparing" "shipped" 173')])
      await click('[aria-label="Open both in the diff editor"]')
      expect(asked('run').at(-1)).toMatchObject({ action: 'diffStates', entity: 'o-1047', from: 99 })
    })

    it('offers what can be done with a value, and copies it', async () => {
      await show()
      await desk.page.locator('[data-path="/total"]').click({ button: 'right' })
      await drawn('[role=menu]')
      expect(await lines('[role^=menuitem]')).toContain('History H')
      await desk.page.locator('[role=menuitem]', { hasText: 'Copy as assertion' }).click()
      expect(asked('copy')).toEqual([{ text: 'expect(state.total).toEqual(17580)' }])
      await desk.page.locator('.state [role=tree]').focus()
      await press('Shift+F10')
      await desk.page.locator('[role=menuitemcheckbox]', { hasText: 'Watch' }).click()
      await still()
      expect(asked('keep').at(-1)).toMatchObject({ watch: '/total' })
      await press('Escape')
      expect(await desk.page.locator('[role=menu]').count()).toBe(0)
    })

    it('asks for nothing anew while somebody types in the filter', async () => {
      await show()
      await desk.shown?.do('filter')
      const before = desk.shown?.askedEngine.length ?? 0
      await desk.page.keyboard.type('order')
      await still()
      const names = new Set(desk.shown?.askedEngine.slice(before).map(({ name }) => name))
      expect([...names].sort()).toEqual(['filter', 'marks', 'rowOf', 'rows'])
    })

    it('draws a large state only where it is looked at', async () => {
      const members = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`key${index}`, index]))
      const record = { key: 'o-1', headers: {}, value: { type: 'OrderNew', orderId: 'o-1', more: members } }
      await show({ at: '1', recording: `${JSON.stringify(record)}\n`, fold: 'none' })
      await click('[data-path="/more"] .tw')
      const box = desk.page.locator('.state [role=tree]')
      await box.evaluate((tree) => {
        const scroller = tree as unknown as { scrollTop: number; scrollHeight: number }
        scroller.scrollTop = scroller.scrollHeight / 2
      })
      await still()
      expect(await desk.page.locator('.st-row').count()).toBeLessThan(80)
      expect((await texts('.st-row .nm'))[0]).toMatch(/^key2\d{3}$/)
    })

    it('says that a record belongs to no entity', async () => {
      await show({ at: '178' })
      expect(await text('.state')).toContain('This record belongs to no entity, so it changes no state.')
    })
  })

  describe('the entities', () => {
    it('come with their problems first, what is watched of each and their events so far', async () => {
      await show({ at: '100', kept: { watch: '/status' } })
      expect(await lines('.entity-group')).toEqual(['With problems 9', 'Without 11'])
      expect(await lines('.ent-row')).toContainEqual(expect.stringMatching(/o-1047 preparing 8\/12/))
      expect(await desk.page.locator('.ent-row.cur').getAttribute('data-entity')).toBe('o-1061')
    })

    it('are found by id and by value, and chosen by the keyboard', async () => {
      await show({ at: '27', kept: { watch: '/status' } })
      await desk.shown?.do('findEntity')
      await desk.page.keyboard.type('paid')
      await still()
      expect(await desk.page.locator('.ent-row').count()).toBeGreaterThan(1)
      await desk.page.keyboard.press('Control+A')
      await desk.page.keyboard.type('1050')
      await still()
      expect(await desk.page.locator('.ent-row').count()).toBe(1)
      await press('ArrowDown')
      await press('Enter')
      expect(await desk.page.locator('.ent-row.sel').getAttribute('data-entity')).toBe('o-1050')
      expect(asked('keep').at(-1)).toMatchObject({ entity: 'o-1050' })
      await press('Enter')
      expect(await desk.page.locator('.ent-row.sel').count()).toBe(0)
    })

    it('are chosen from beside the filter where there is no room', async () => {
      await show({ width: 900, height: 700 })
      expect(await desk.page.locator('.entities').isVisible()).toBe(false)
      await desk.shown?.do('findEntity')
      await drawn('.picked-from .ent-row')
      await desk.page.keyboard.type('1047')
      await still()
      await press('ArrowDown')
      await press('Enter')
      expect(await text('.picker')).toContain('o-1047')
      expect(await desk.page.locator('.picked-from').isVisible()).toBe(false)
    })
  })

  describe('the event', () => {
    it('has each finding under its value, and the way to its message', async () => {
      await show({ at: '34' })
      expect(await lines('.event-body [role=tree] > *')).toContainEqual(expect.stringContaining('"amount" must be a whole number'))
      expect(await text('.squig')).toBe('"23160"')
      await click('.evbar .doc')
      expect(asked('reveal')).toHaveLength(1)
      expect(await text('.evbar .by')).toBe('by /type')
    })

    it('has headers, and what else the record says', async () => {
      await show({ at: '81' })
      await desk.shown?.do('tab2')
      await still()
      expect(await lines('.headers .js')).toContainEqual(expect.stringMatching(/^id "not-a-uuid"/))
      expect(await lines('.headers .fmsg')).toEqual([expect.stringContaining('"id" must be a UUID')])
      expect(await lines('.headers .js')).toContainEqual(expect.stringMatching(/^partition \d+$/))
    })

    it('has what caused it and what it caused, and how far apart', async () => {
      const record = (id: string, minute: number, cause?: string) => ({
        key: 'o-1',
        headers: { id, time: `2026-03-02T09:0${minute}:00Z`, ...(cause && { causationId: cause }) },
        value: { type: 'OrderPreparing', orderId: 'o-1', warehouse: 'w', packer: 'p' },
      })
      const chain = [record('a', 0), record('b', 1, 'a'), record('c', 3, 'b'), record('d', 4, 'b')]
      await show({ at: '2', recording: chain.map((one) => `${JSON.stringify(one)}\n`).join('') })
      await desk.shown?.do('tab3')
      await still()
      expect(await lines('.ca')).toEqual([
        'OrderPreparing #1 o-1 −1 min',
        '└ OrderPreparing #2 o-1 09:01:00',
        '└ OrderPreparing #3 o-1 +2 min',
        '└ OrderPreparing #4 o-1 +3 min',
      ])
      await desk.page.locator('.event [role=tree]').focus()
      await press('ArrowUp')
      await press('Enter')
      expect(await moment()).toBe('#1')
    })

    it('says that a cause is not in the recording', async () => {
      await show({ at: '187' })
      await desk.shown?.do('tab3')
      await still()
      expect(await text('.event-body')).toContain('No event has the id of its cause')
    })

    it('has the history of the watched value, and goes along it', async () => {
      await show({ at: '27', kept: { watch: '/status' } })
      await desk.shown?.do('history')
      await still()
      const history = await lines('.hi')
      expect(history[0]).toMatch(/^#22 OrderNew ("unknown" )?"new" /)
      expect(history[1]).toMatch(/^#27 OrderPaymentReceived "new" "paid" 11:44:18$/)
      await desk.page.locator('.event [role=listbox]').focus()
      await press('ArrowUp')
      await press('Enter')
      expect(await moment()).toBe('#22')
    })

    it('shows an unreadable record as it is written, and lets it be written anew in a branch', async () => {
      await show({ at: '131' })
      expect(await text('.rawbox')).toContain('{')
      await click('.evbar .doc')
      expect(asked('revealRecord')).toEqual([{ file: 'recording.ndjson', line: 131 }])
      await desk.shown?.do('edit')
      await still()
      await desk.page.locator('textarea').fill('{')
      await press('Control+Enter')
      expect(await text('.edit-problem')).toMatch(/^This is no JSON/)
      await desk.page.locator('textarea').fill('{"key": "o-1", "headers": {}, "value": {"type": "OrderShipped", "orderId": "o-1"}}')
      await press('Control+Enter')
      expect(await lines('.chip.edit')).toEqual([expect.stringContaining('M #131')])
    })

    it('copies the record', async () => {
      await show()
      await click('[aria-label="Copy the record"]')
      expect(asked('copy')).toEqual([{ text: expect.stringContaining('"o-1050"') }])
    })
  })

  describe('a branch', () => {
    it('is made by typing over a value, which says what is wrong with it', async () => {
      await show()
      await desk.page.locator('.js', { hasText: 'amount' }).locator('.lv').dblclick()
      await still()
      const input = desk.page.locator('.inline-edit input')
      expect(await input.inputValue()).toBe('17580')
      await input.fill('lots')
      await press('Enter')
      expect(await text('.edit-problem')).toMatch(/^This is no JSON value/)
      await input.fill('100')
      await press('Enter')
      expect(await lines('.chip.edit')).toEqual([expect.stringMatching(/^M #27 .*amount → 100/)])
      expect(await lines('.state-heads')).toEqual([expect.stringMatching(/Path Log(, #27)? Branch, #27/)])
      expect(await lines('.st-row')).toContainEqual(expect.stringMatching(/^status .*"paid" "new" .*M$/))
      expect(await text('.verdict')).toMatch(/^1 entity ends differently, first at #27$/)
      expect(await text('[aria-live]')).toContain('A branch was made')
      expect(await lines('.entity-group')).toEqual(['End differently 1', 'End the same 19'])
      expect(await lines('.ent-row')).toContainEqual(expect.stringMatching(/o-1050 parts at #27/))
    })

    it('leaves a value as it is at Escape', async () => {
      await show()
      await desk.page.locator('.event [role=tree]').focus()
      await press('ArrowDown')
      await press('Enter')
      await desk.page.locator('.inline-edit input').fill('"other"')
      await press('Escape')
      expect(await desk.page.locator('.inline-edit').count()).toBe(0)
      expect(await desk.page.locator('.branch-bar').count()).toBe(0)
      expect(await desk.page.evaluate('document.activeElement.getAttribute("role")')).toBe('tree')
    })

    it('drops, inserts and moves, each edit with a way to it and a way back', async () => {
      await show()
      await desk.shown?.do('drop')
      await still()
      expect(await lines('.chip.edit')).toEqual([expect.stringMatching(/^D #27/)])
      await desk.shown?.do('nextOfEntity')
      await desk.shown?.do('insert')
      await still()
      await press('Control+Enter')
      expect(await moment()).toMatch(/^#\d+\.1$/)
      await desk.shown?.do('previousOfEntity')
      await desk.shown?.do('moveDown')
      await still()
      expect(await desk.page.locator('.chip.edit').count()).toBe(3)
      await click('.chip.edit button')
      expect(await moment()).toBe('#27')
      for (let left = 3; left > 0; left--) await click('.chip.edit .x')
      expect(await desk.page.locator('.branch-bar').count()).toBe(0)
    })

    it('gets a name, goes out as a test, a file and a recording, and is left', async () => {
      await show()
      await desk.shown?.do('drop')
      await still()
      await click('.branch-name button')
      await desk.page.keyboard.type('without-payment')
      await press('Enter')
      expect(await text('.branch-name')).toBe('without-payment')
      await click('[aria-label="Copy as test"]')
      expect(asked('copy')).toEqual([{ text: expect.stringContaining('expect') }])
      await click('[aria-label="Keep the branch as a file"]')
      await click('[aria-label="Branch as NDJSON"]')
      expect(asked('run')).toContainEqual(expect.objectContaining({ action: 'saveBranch' }))
      expect(asked('save')).toEqual([{ what: 'recording', scope: 'branch' }])
      await click('[aria-label="Back to the log"]')
      expect(await desk.page.locator('.branch-bar').count()).toBe(0)
      expect(await desk.page.locator('.state-heads').count()).toBe(0)
    })
  })

  describe('the audit', () => {
    it('has all findings in groups, and choosing one moves the moment', async () => {
      await show()
      await desk.shown?.do('audit')
      await still()
      expect((await lines('.audit-group'))[0]).toMatch(/Payload does not fit its message 3 invalid-payload$/)
      await desk.page.locator('.audit-row').first().click()
      await still()
      expect(await moment()).toBe('#34')
      expect(await text('.audit-row.here')).toContain('#34')
      await desk.page.locator('[role=treegrid]').focus()
      await press('ArrowDown')
      expect(await moment()).toBe('#178')
      await press('ArrowLeft')
      await press('ArrowLeft')
      expect(await desk.page.locator('.audit-group').first().getAttribute('aria-expanded')).toBe('false')
      expect(await lines('.audit-row')).not.toContainEqual(expect.stringContaining('#34'))
    })

    it('is grouped otherwise, and goes to the Problems panel and into files', async () => {
      await show()
      await desk.shown?.do('audit')
      await desk.page.locator('.audit-tools select').selectOption('entity')
      await still()
      expect(await lines('.audit-group')).toContainEqual(expect.stringContaining('o-1052'))
      for (const text of ['Show in Problems', 'CSV', 'JSON']) await desk.page.locator('.audit-tools .tb', { hasText: text }).click()
      expect(asked('run')).toContainEqual(expect.objectContaining({ action: 'showProblems' }))
      expect(asked('save')).toEqual([
        { what: 'audit', form: 'csv' },
        { what: 'audit', form: 'json' },
      ])
    })
  })

  it('has one tab stop a part, and arrows inside', async () => {
    await show()
    await desk.shown?.do('drop')
    await still()
    const stops = (part: string) =>
      desk.page
        .locator(`${part} :is(button, input, [tabindex])`)
        .evaluateAll((all) => all.filter((one) => (one as unknown as { tabIndex: number }).tabIndex >= 0).length)
    expect(await stops('.branch-bar')).toBe(1)
    expect(await stops('.state .phead')).toBe(1)
    expect(await stops('.evbar')).toBe(1)
    expect(await stops('.event .tabs [role=tablist]')).toBe(1)
    await desk.page.locator('.branch-name button').focus()
    await press('ArrowRight')
    await press('Delete')
    expect(await desk.page.locator('.branch-bar').count()).toBe(0)
  })

  describe('what stands in the way', () => {
    const banner = () => lines('.banner .text')

    it('is said where there is no fold, which is then made', async () => {
      await show({ fold: 'none' })
      expect(await text('.note')).toContain('Merged from the payloads, no fold yet.')
      await click('.note .primary')
      expect(asked('run')).toContainEqual(expect.objectContaining({ action: 'createFold' }))
      expect(await lines('.st-row')).toContainEqual(expect.stringContaining('$version'))
    })

    it('is said where the fold threw, with the way there', async () => {
      await show({ fold: throwing })
      expect(await lines('.note.err')).toEqual([
        expect.stringMatching(
          /^Error orders.fold.ts threw at #27: .*no such thing as a payment. State stays as it was. orders.fold.ts:5:\d+ on.OrderPaymentReceived$/,
        ),
      ])
      await click('.note .link')
      expect(asked('run')).toContainEqual(expect.objectContaining({ action: 'openFold', at: 26 }))
    })

    it('is said where the workspace is not trusted', async () => {
      await show({ isTrusted: false })
      expect(await banner()).toEqual([expect.stringContaining('This workspace is not trusted, so orders.fold.ts does not run.')])
      await click('.banner .primary')
      expect(asked('run')).toContainEqual(expect.objectContaining({ action: 'manageTrust' }))
      await click('.banner [aria-label=Close]')
      expect(await desk.page.locator('.banner').count()).toBe(0)
    })

    it('is said where the document cannot be read', async () => {
      await show({ isStale: true })
      expect(await banner()).toEqual([expect.stringMatching(/^event-source.json cannot be read. Findings are those of the version before/)])
    })

    it('is said where the file was cut, and what is there stays', async () => {
      const cut = async (real: RealEngine) => ({
        ...(await real.engine.ask('overview', {})),
        load: 'cut' as const,
        problem: 'The recording was cut. What was read of it stays; it is not followed any more.',
      })
      await show({ instead: (real) => ({ overview: () => cut(real) }) })
      expect(await banner()).toEqual(['The recording was cut. What was read of it stays; it is not followed any more.'])
      await desk.page.locator('.banner .primary').click()
      expect(asked('run')).toContainEqual(expect.objectContaining({ action: 'readAgain' }))
      expect(await desk.page.locator('.ev').count()).toBeGreaterThan(5)
      await desk.page.locator('.banner .secondary').click()
      expect(await desk.page.locator('.banner').count()).toBe(0)
    })

    it('is said where it does not fit memory, and where it could not be opened', async () => {
      await show({
        failure: 'Kafka cannot be reached.',
        instead: (real) => ({ overview: async () => ({ ...(await real.engine.ask('overview', {})), totalBytes: 9.8e9 }) }),
      })
      expect(await banner()).toEqual(['Kafka cannot be reached.', expect.stringMatching(/^9.8 GB do not fit in memory./)])
    })

    it('is an invitation where there is no event', async () => {
      await show({ recording: '' })
      expect(await text('.welcome h2')).toBe('No events in recording.ndjson yet')
      await click('.welcome .primary')
      expect(asked('run')).toContainEqual(expect.objectContaining({ action: 'pickSource' }))
      expect(await banner()).toEqual([])
    })
  })

  describe('the splitters', () => {
    it('are dragged, moved with the arrows and put back', async () => {
      await show()
      const width = async () => Math.round((await desk.page.locator('.state').boundingBox())?.width ?? 0)
      const before = await width()
      const box = await desk.page.locator('.split-side').boundingBox()
      if (!box) throw new Error('no splitter')
      await desk.page.mouse.move(box.x + 2, box.y + 100)
      await desk.page.mouse.down()
      await desk.page.mouse.move(box.x - 58, box.y + 100)
      await desk.page.mouse.up()
      expect(await width()).toBe(before + 60)
      expect(asked('keep').at(-1)).toMatchObject({ sizes: { side: before + 60 } })
      await desk.page.locator('.split-side').focus()
      await press('ArrowRight')
      expect(await width()).toBe(before + 44)
      await desk.page.locator('.split-side').dblclick()
      expect(await width()).toBe(before)
    })
  })
})
