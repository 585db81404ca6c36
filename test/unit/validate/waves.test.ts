import { describe, expect, it, vi } from 'vitest'
import type { ParserResult } from '../../../server/parser-worker/runner.ts'
import { Checked } from '../../kit/checks.ts'
import { uriOf } from '../../kit/workspace.ts'

const clean = `asyncapi: 3.0.0
info:
  title: T
  version: '1'
channels: {}
`
const misspelt = clean.replace('channels', 'chanels')

describe('the fast wave', () => {
  it('says what is wrong when a document is opened, and takes it back when it is mended', async () => {
    const checked = new Checked({ 'a.yaml': misspelt })
    await checked.open('a.yaml')
    expect(checked.shown('a.yaml')).toEqual(['5:asyncapi/structure'])
    checked.type('a.yaml', 'chanels', 'channels')
    await checked.checks.checker.idle()
    expect(checked.shown('a.yaml')).toEqual([])
  })

  it('checks once for several changes in one turn of the loop', async () => {
    const checked = new Checked({ 'a.yaml': clean })
    await checked.open('a.yaml')
    const before = checked.published.length
    for (const [from, to] of [
      ['channels', 'chanels'],
      ['chanels', 'chanel'],
      ['chanel', 'chanels'],
    ] as const)
      checked.type('a.yaml', from, to)
    await checked.checks.checker.idle()
    expect(checked.published.slice(before)).toEqual([{ file: 'a.yaml', problems: ['5:asyncapi/structure'] }])
  })

  it('works out little after an edit in one of many messages', async () => {
    const names = Array.from({ length: 500 }, (_, i) => `Event${i}Happened`)
    const text = `${clean.replace('channels: {}', 'channels:\n  EventSourceOrders:\n    address: /o\n    messages:')}${names.map((name) => `      ${name}:\n        $ref: '#/components/messages/${name}'\n`).join('')}components:\n  messages:\n${names.map((name) => `    ${name}:\n      correlationId:\n        location: $message.payload#/id\n      payload:\n        type: object\n        properties:\n          type:\n            const: ${name}\n          id:\n            type: string\n`).join('')}`
    const checked = new Checked({ 'a.yaml': text })
    await checked.open('a.yaml')
    const { clock } = checked.checks.workspace
    const whole = clock.evaluations
    checked.type('a.yaml', 'const: Event250Happened', 'const: Event250Happene')
    await checked.checks.checker.idle()
    // The 500 siblings are looked up anew by name, which costs nothing; what is worked out beyond that is the one message and the sums over all.
    expect(clock.evaluations - whole).toBeLessThan(500 + 200)
    expect(whole).toBeGreaterThan(10 * (clock.evaluations - whole))
  })
})

describe('files that refer to each other', () => {
  const files = {
    'app.yaml': `${clean.replace('channels: {}', "channels:\n  orders:\n    $ref: './owner.yaml#/channels/orders'")}`,
    'owner.yaml': `${clean.replace('channels: {}', 'channels:\n  orders:\n    address: o')}`,
  }

  it('re-checks what reaches an edited file, open or not', async () => {
    const checked = new Checked(files)
    await checked.scan()
    expect(checked.shown('app.yaml')).toEqual([])
    await checked.open('owner.yaml')
    checked.type('owner.yaml', 'orders', 'order')
    await checked.checks.checker.idle()
    expect(checked.shown('app.yaml')).toEqual(['7:asyncapi/unresolved-ref'])
  })

  it('follows files that are deleted and made', async () => {
    const checked = new Checked(files)
    await checked.scan()
    delete checked.files['owner.yaml']
    await checked.onDisk('deleted', 'owner.yaml')
    expect(checked.shown('app.yaml')).toEqual(['7:asyncapi/unresolved-ref'])
    checked.files['owner.yaml'] = files['owner.yaml']
    await checked.onDisk('created', 'owner.yaml')
    expect(checked.shown('app.yaml')).toEqual([])
  })

  it('takes the diagnostics of a deleted document away', async () => {
    const checked = new Checked({ 'a.yaml': misspelt })
    await checked.scan()
    expect(checked.shown('a.yaml')).toEqual(['5:asyncapi/structure'])
    delete checked.files['a.yaml']
    await checked.onDisk('deleted', 'a.yaml')
    expect(checked.shown('a.yaml')).toEqual([])
  })

  it('goes back to what is on disk when a document is closed', async () => {
    const checked = new Checked({ 'a.yaml': clean })
    await checked.open('a.yaml', misspelt)
    expect(checked.shown('a.yaml')).toEqual(['5:asyncapi/structure'])
    await checked.close('a.yaml')
    expect(checked.shown('a.yaml')).toEqual([])
  })

  it('says what is wrong in a file of parts, in that file', async () => {
    const checked = new Checked({
      'a.yaml': `${clean}components:\n  schemas:\n    Order:\n      $ref: './parts.yaml#/Order'\n`,
      'parts.yaml': 'Order:\n  type: objekt\n',
    })
    await checked.open('a.yaml')
    expect(checked.shown('parts.yaml')).toEqual(['2:asyncapi/structure'])
  })
})

describe('the slow wave', () => {
  const finding = { uri: uriOf('a.yaml'), path: ['info', 'title'], code: 'some-new-code', severity: 'error', message: 'No good.' } as const
  const result: ParserResult = { kind: 'findings', findings: [finding], strict: [] }

  it('adds what the parser says, moves it along while one types elsewhere, and drops it when one types in it', async () => {
    const checked = new Checked({ 'a.yaml': clean }, { parser: { run: async () => result, cancel: () => {}, delay: 1_000_000 } })
    await checked.open('a.yaml')
    expect(checked.shown('a.yaml')).toEqual([])
    await checked.checks.checker.runSlow([uriOf('a.yaml')])
    expect(checked.shown('a.yaml')).toEqual(['3:asyncapi/spec'])
    checked.type('a.yaml', 'info:', '\ninfo:')
    await checked.checks.checker.idle()
    expect(checked.shown('a.yaml')).toEqual(['4:asyncapi/spec'])
    checked.type('a.yaml', 'title: T', 'title: Two')
    await checked.checks.checker.idle()
    expect(checked.shown('a.yaml')).toEqual([])
  })

  it('moves what it finds along with what was typed while it ran', async () => {
    let answer = (_: ParserResult) => {}
    const run = () => new Promise<ParserResult>((resolve) => (answer = resolve))
    const checked = new Checked({ 'a.yaml': clean }, { parser: { run, cancel: () => {}, delay: 1_000_000 } })
    await checked.open('a.yaml')
    const done = checked.checks.checker.runSlow([uriOf('a.yaml')])
    checked.type('a.yaml', 'info:', '\n\ninfo:')
    answer(result)
    await done
    await checked.checks.checker.idle()
    expect(checked.shown('a.yaml')).toEqual(['5:asyncapi/spec'])
  })

  it('says when the parser was stopped, and runs it again only after a save', async () => {
    const run = vi.fn(async (): Promise<ParserResult> => ({ kind: 'stopped', stopped: 'time', strict: [] }))
    const checked = new Checked({ 'a.yaml': clean }, { parser: { run, cancel: () => {}, delay: 0 } })
    await checked.open('a.yaml')
    await vi.waitFor(() => expect(checked.shown('a.yaml')).toEqual(['1:asyncapi/spec-timeout']))
    checked.type('a.yaml', 'title: T', 'title: Two')
    await checked.checks.checker.idle()
    expect(run).toHaveBeenCalledTimes(1)
    checked.checks.checker.saved(checked.checks.workspace.file(uriOf('a.yaml')))
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2))
  })

  it('forgets a closed document', async () => {
    const checked = new Checked({ 'a.yaml': clean }, { parser: { run: async () => result, cancel: () => {}, delay: 1_000_000 } })
    await checked.open('a.yaml')
    await checked.checks.checker.runSlow([uriOf('a.yaml')])
    await checked.close('a.yaml')
    expect(checked.shown('a.yaml')).toEqual([])
  })
})
