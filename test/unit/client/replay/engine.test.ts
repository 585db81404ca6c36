import { expect, test } from 'vitest'
import { EngineRelay, type EngineWorker } from '../../../../client/replay/engine.ts'
import { asker, type Crossing } from '../../../../shared/border.ts'
import type { EngineBorder } from '../../../../shared/replay-protocol.ts'

function worker() {
  const sent: Crossing[] = []
  let hear: (crossing: Crossing) => void = () => undefined
  const engine: EngineWorker = {
    send: (crossing) => void sent.push(crossing),
    onCrossing: (listener) => {
      hear = listener
    },
    onExit: () => undefined,
    terminate: () => undefined,
  }
  const relay = new EngineRelay(engine)
  const page: Crossing[] = []
  relay.onPage((crossing) => void page.push(crossing))
  return { relay, sent, page, hear: (crossing: Crossing) => hear(crossing) }
}

const request = (id: number): Crossing => ({ type: 'request', id, name: 'overview', params: {} })

test('page and host ask one engine, and each gets its own answers', async () => {
  const { relay, sent, page, hear } = worker()
  const host = asker<EngineBorder>(relay.port)
  const asked = host.ask('overview', {})
  relay.open()
  relay.fromPage(request(1))
  expect(sent).toEqual([request(-1), request(1)])
  hear({ type: 'answer', id: 1, answer: 'of the page' })
  hear({ type: 'answer', id: -1, answer: 'of the host' })
  expect(page).toEqual([{ type: 'answer', id: 1, answer: 'of the page' }])
  expect(await asked).toBe('of the host')
})

test('what the engine tells reaches both', () => {
  const { relay, page, hear } = worker()
  const told: unknown[] = []
  asker<EngineBorder>(relay.port).on('foldProblems', (problems) => told.push(problems))
  hear({ type: 'event', name: 'foldProblems', value: [] })
  expect(told).toEqual([[]])
  expect(page).toHaveLength(1)
})

test('the page waits until the recording is open', () => {
  const { relay, sent } = worker()
  relay.fromPage(request(1))
  expect(sent).toEqual([])
  relay.open()
  expect(sent).toEqual([request(1)])
})

test('no question stays without an answer when the engine ends or nothing can be opened', () => {
  const { relay, page, hear } = worker()
  relay.fromPage(request(1))
  relay.open()
  relay.fromPage(request(2))
  hear({ type: 'answer', id: 1, answer: 1 })
  relay.fail('The engine ended.')
  relay.fromPage(request(3))
  expect(page.slice(1)).toEqual([2, 3].map((id) => ({ type: 'error', id, message: 'The engine ended.' })))
})
