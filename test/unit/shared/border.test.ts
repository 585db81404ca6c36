import { expect, test } from 'vitest'
import { answerer, asker, Cancelled, type Crossing, type Port } from '../../../shared/border.ts'

interface Sums {
  readonly requests: {
    readonly add: { readonly params: readonly number[]; readonly answer: number }
    readonly wait: { readonly params: null; readonly answer: boolean }
  }
  readonly events: { readonly said: string }
}

/** Two ends of one wire; what crosses is copied as JSON. */
function wire(): readonly [Port, Port] {
  const listeners: ((crossing: Crossing) => void)[][] = [[], []]
  const end = (own: 0 | 1): Port => ({
    send: (crossing) => {
      const copy: Crossing = JSON.parse(JSON.stringify(crossing))
      queueMicrotask(() => {
        for (const listener of listeners[1 - own] ?? []) listener(copy)
      })
    },
    onCrossing: (listener) => listeners[own]?.push(listener),
  })
  return [end(0), end(1)]
}

function sums() {
  const [page, host] = wire()
  let go = () => {}
  const gate = new Promise<void>((resolve) => {
    go = resolve
  })
  const here = asker<Sums>(page)
  const there = answerer<Sums>(host, {
    add: (numbers) => {
      if (numbers.length === 0) throw new Error('There is nothing to add.')
      return numbers.reduce((sum, number) => sum + number, 0)
    },
    wait: async (_, signal) => {
      await gate
      seen.push(signal.aborted)
      return true
    },
  })
  const seen: boolean[] = []
  return { here, there, go, seen }
}

test('a request is answered, each with its own answer', async () => {
  const { here } = sums()
  expect(await Promise.all([here.ask('add', [1, 2]), here.ask('add', [3, 4])])).toEqual([3, 7])
})

test('what throws is answered with its sentence, and the border lives on', async () => {
  const { here } = sums()
  await expect(here.ask('add', [])).rejects.toThrow('There is nothing to add.')
  expect(await here.ask('add', [1])).toBe(1)
})

test('who asks for what nobody answers is told so', async () => {
  const { here } = sums()
  await expect(here.ask('toString' as 'add', [])).rejects.toThrow('Nothing answers toString.')
})

test('a cancelled request rejects at once, and the other side can see it', async () => {
  const { here, go, seen } = sums()
  const abort = new AbortController()
  const asked = here.ask('wait', null, abort.signal)
  abort.abort()
  await expect(asked).rejects.toBeInstanceOf(Cancelled)
  await here.ask('add', [1])
  go()
  await expect.poll(() => seen).toEqual([true])
})

test('events reach all who listen', async () => {
  const { here, there } = sums()
  const heard: string[] = []
  here.on('said', (text) => heard.push(text))
  here.on('said', (text) => heard.push(text.toUpperCase()))
  there.tell('said', 'hi')
  await here.ask('add', [1])
  expect(heard).toEqual(['hi', 'HI'])
})
