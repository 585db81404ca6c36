import { expect, test } from 'vitest'
import { crashLimit } from '../../../client/crashes.ts'
import { Session, type SessionState } from '../../../client/session.ts'

/** A session over servers that do what the test says. */
function setUp(start: () => Promise<void> = () => Promise.resolve()) {
  const states: SessionState[] = []
  const servers: { readonly crash: () => void; stopped: boolean }[] = []
  const session = new Session({
    now: () => 0,
    changed: (state) => states.push(state),
    launch: (ended) => {
      const server = { crash: ended, stopped: false }
      servers.push(server)
      return {
        start,
        stop: async () => {
          server.stopped = true
        },
      }
    },
  })
  return { session, states, servers }
}

/** Lets everything happen that waits for nothing. */
const settle = () => new Promise((resolve) => setTimeout(resolve))

test('says when the server starts, runs and is off', async () => {
  const { session, states, servers } = setUp()
  await session.start()
  await settle()
  await session.stop()
  expect(states).toEqual(['starting', 'running', 'stopped'])
  expect(servers.map(({ stopped }) => stopped)).toEqual([true])
})

test('a crash is followed by another server', async () => {
  const { session, states, servers } = setUp()
  await session.start()
  await settle()
  servers[0]?.crash()
  await settle()
  expect(states).toEqual(['starting', 'running', 'restarting', 'running'])
  expect(servers.map(({ stopped }) => stopped)).toEqual([true, false])
})

test('too many crashes end it, and a restart begins anew', async () => {
  const { session, states, servers } = setUp()
  await session.start()
  for (let crash = 0; crash < crashLimit; crash++) {
    servers.at(-1)?.crash()
    await settle()
  }
  expect(servers.length).toBe(crashLimit)
  expect(states.at(-1)).toBe('crashed')
  await session.restart()
  await settle()
  expect(states.slice(-2)).toEqual(['restarting', 'running'])
  expect(servers.filter(({ stopped }) => !stopped).length).toBe(1)
})

test('a server that cannot be started has crashed', async () => {
  const { session, states, servers } = setUp(() => Promise.reject(new Error('no such file')))
  await session.start()
  for (let turn = 0; turn < crashLimit; turn++) await settle()
  expect(servers.length).toBe(crashLimit)
  expect(states.at(-1)).toBe('crashed')
})

test('a server that dies while it starts is counted once', async () => {
  const { session, servers } = setUp(() => {
    servers.at(-1)?.crash()
    return servers.length === 1 ? Promise.reject(new Error('gone')) : new Promise(() => undefined)
  })
  await session.start()
  await settle()
  // The second one died in the same way, but never told that it could not start.
  expect(servers.length).toBe(crashLimit)
})

test('a server that never answers can be restarted', async () => {
  const { session, states, servers } = setUp(() => new Promise(() => undefined))
  await session.start()
  await session.restart()
  expect(states).toEqual(['starting', 'restarting'])
  expect(servers.map(({ stopped }) => stopped)).toEqual([true, false])
})

test('what a replaced server says is not heard', async () => {
  const { session, states, servers } = setUp()
  await session.start()
  await session.restart()
  await settle()
  servers[0]?.crash()
  await settle()
  expect(servers.length).toBe(2)
  expect(states.at(-1)).toBe('running')
})
