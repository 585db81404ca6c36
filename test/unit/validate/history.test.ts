import { describe, expect, it } from 'vitest'
import { Checked, type CheckedOptions } from '../../kit/checks.ts'
import { uriOf } from '../../kit/workspace.ts'

const before = `asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload: { type: object, properties: { type: { const: placed }, note: { $ref: './parts.yaml#/Note' } } }
      OrderPaid:
        payload: { type: object, properties: { type: { const: paid } } }
`
const parts = `Note: { type: string, maxLength: 500 }
`
const shrunk = before.replace(/ {6}OrderPaid[\s\S]*/, '')

async function history(now: Record<string, string>, options: CheckedOptions, path = 'orders.yaml') {
  const checked = new Checked(now, options)
  await checked.open(path)
  return checked
}

function said(checked: Checked, path = 'orders.yaml') {
  return checked.shown(path).filter((line) => line.includes('history/'))
}

const base = { 'orders.yaml': before, 'parts.yaml': parts }

describe('a document with a baseline', () => {
  it('is held against what it was, with all that it refers to', async () => {
    const checked = await history({ 'orders.yaml': before, 'parts.yaml': parts.replace('500', '50') }, { revisions: { base } })
    expect(said(checked)).toEqual(['2:history/version-not-raised'])
    expect(said(checked, 'parts.yaml')).toEqual(['1:history/constraint-tightened'])
  })

  it('has nothing to say of what is the same, of a new file, and without a repository', async () => {
    for (const revisions of [{ base }, { base: {} }, {}, undefined]) {
      const checked = await history({ ...base, 'other.yaml': '' }, revisions ? { revisions } : {})
      expect(said(checked)).toEqual([])
    }
    expect(said(await history({ ...base, 'orders.yaml': shrunk }, { revisions: { base: {} } }))).toEqual([])
  })

  it('is held against what it was, too, where it lies in no workspace folder', async () => {
    const uri = 'file:///elsewhere/orders.yaml'
    const own = (text: string) => text.replace("{ $ref: './parts.yaml#/Note' }", '{ type: string }')
    const checked = new Checked({}, { revisions: { base: { [uri]: own(before) } } })
    const { checker, workspace } = checked.checks
    await checker.opened(workspace.open(uri, own(shrunk), 1))
    await checker.idle()
    const codes = checker.problemsOf(workspace.file(uri)).map(({ code }) => code)
    expect(codes).toContain('history/message-removed')
  })

  it('says once why there is no history', async () => {
    const checked = await history({ ...base, 'b.yaml': before }, { revisions: {} })
    await checked.open('b.yaml')
    expect(checked.logged).toEqual(['History is not checked where there is no git repository, or no commit in it.'])
  })

  it('asks for nothing where it is not allowed to', async () => {
    const asked: unknown[] = []
    const revisions = new Proxy({ base }, { has: (target, key) => asked.push(key) > 0 && key in target })
    const checked = await history({ ...base, 'orders.yaml': shrunk }, { revisions, baseline: { isAllowed: () => false } })
    expect(said(checked)).toEqual([])
    expect(asked).toEqual([])
  })

  it('stays an event source, whatever it says today', async () => {
    const now = shrunk.replace('x-event-source: true', 'x-event-source: false').replace('1.0.0', '1.1.0')
    expect(said(await history({ ...base, 'orders.yaml': now }, { revisions: { base } }))).toEqual(['4:history/message-removed'])
  })

  it('follows the edits, and HEAD', async () => {
    const revisions: Record<string, Record<string, string>> = { base }
    const checked = await history({ ...base }, { revisions })
    checked.type('orders.yaml', 'const: paid', 'const: payed')
    await checked.checks.checker.idle()
    expect(said(checked)).toEqual(['2:history/version-not-raised', '11:history/message-renamed'])
    revisions.next = { ...base, 'orders.yaml': before.replace('const: paid', 'const: payed') }
    Object.assign(checked.checks.workspace.host, { mergeBase: async () => 'next' })
    checked.checks.checker.historyMoved(await checked.checks.baselines.refresh(uriOf('orders.yaml')))
    await checked.checks.checker.idle()
    expect(said(checked)).toEqual([])
    expect(await checked.checks.baselines.refresh(uriOf('orders.yaml'))).toEqual([])
  })

  it('says of a text that does not parse nothing that is missing', async () => {
    const checked = await history({ ...base }, { revisions: { base } })
    checked.type('orders.yaml', '      OrderPaid:\n', '      OrderPaid: "\n')
    await checked.checks.checker.idle()
    expect(said(checked).filter((line) => line.includes('removed'))).toEqual([])
  })

  it('names a revision in its config, and a channel its own, which wins', async () => {
    const config = { '.asyncapi-event-source.yaml': 'baseline: v1\n' }
    const revisions = { base: { ...base, 'orders.yaml': shrunk }, v1: base, v2: { ...base, 'orders.yaml': shrunk } }
    expect(said(await history({ ...base, ...config, 'orders.yaml': shrunk }, { revisions }))).toEqual([
      '2:history/version-not-raised',
      '4:history/message-removed',
    ])
    const own = shrunk.replace('x-event-source: true', 'x-event-source: { baseline: v2 }')
    expect(said(await history({ ...base, ...config, 'orders.yaml': own }, { revisions }))).toEqual([])
    const unknown = await history({ ...base, 'orders.yaml': shrunk }, { revisions, settings: { baseline: 'v9' } })
    expect(said(unknown)).toEqual([])
    expect(unknown.logged).toEqual(['History is not checked against "v9": the repository has no such revision.'])
  })

  it('is another one when the config says so', async () => {
    const files = { ...base, 'orders.yaml': shrunk, '.asyncapi-event-source.yaml': 'baseline: v2\n' }
    const checked = await history(files, { revisions: { v1: base, v2: { ...base, 'orders.yaml': shrunk } } })
    expect(said(checked)).toEqual([])
    checked.files['.asyncapi-event-source.yaml'] = 'baseline: v1\n'
    await checked.onDisk('changed', '.asyncapi-event-source.yaml')
    checked.checks.checker.checkAll()
    await checked.checks.checker.idle()
    expect(said(checked)).toEqual(['2:history/version-not-raised', '4:history/message-removed'])
  })

  it('gives the old text under the URI that related places name', async () => {
    const checked = await history({ ...base, 'orders.yaml': shrunk }, { revisions: { base } })
    const { baselines, checker, workspace } = checked.checks
    const problem = checker.problemsOf(workspace.file(uriOf('orders.yaml'))).find(({ code }) => code === 'history/message-removed')
    const [related] = problem?.related ?? []
    expect(related).toMatchObject({
      uri: 'asyncapi-event-source-baseline:///w/orders.yaml?base',
      range: { start: { line: 9, character: 6 }, end: { line: 9, character: 15 } },
    })
    expect(baselines.text(related?.uri ?? '')).toBe(before)
    expect(baselines.text('asyncapi-event-source-baseline:///w/orders.yaml?other')).toBeUndefined()
  })

  it('is silenced like any other rule', async () => {
    const now = shrunk
      .replace('  orders:', '  # event-source-disable-next-line history/message-removed -- never sent\n  orders:')
      .replace('1.0.0', '2.0.0')
    const checked = await history({ ...base, 'orders.yaml': now }, { revisions: { base } })
    expect(checked.shown('orders.yaml').filter((line) => /history|unused/.test(line))).toEqual([])
  })

  it('may be a file beside it', async () => {
    const older = uriOf('old/document.yaml')
    const counterpart = (uri: string) => (uri === uriOf('orders.yaml') ? older : undefined)
    const files = { 'orders.yaml': shrunk, 'parts.yaml': parts, 'old/document.yaml': before, 'old/parts.yaml': parts }
    const checked = await history(files, { baseline: { choice: { kind: 'files', counterpart, folders: [uriOf('old')] } } })
    expect(said(checked)).toEqual(['2:history/version-not-raised', '4:history/message-removed'])
  })
})
