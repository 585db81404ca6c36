import { expect, test } from 'vitest'
import { describeStatus } from '../../../client/status.ts'
import type { ServerStatus } from '../../../shared/protocol.ts'
import { english } from './texts.ts'

const done: ServerStatus = { documents: 3, fast: 'done', slow: 'done' }
const running = (status: Partial<ServerStatus>) => describeStatus('running', { ...done, ...status }, english)

test.each([
  [{}, '$(pass) AsyncAPI: checked', 'ok'],
  [{ slow: 'off' }, '$(pass) AsyncAPI: checked', 'ok'],
  [{ fast: 'running' }, '$(loading~spin) AsyncAPI: checking', 'busy'],
  [{ slow: 'waiting' }, '$(loading~spin) AsyncAPI: fast checks done', 'busy'],
  [{ slow: 'running' }, '$(loading~spin) AsyncAPI: fast checks done', 'busy'],
  [{ slow: 'stopped' }, '$(warning) AsyncAPI: parser stopped', 'warning'],
  [{ onlyOpen: true }, '$(warning) AsyncAPI: checked', 'warning'],
  [{ reading: { done: 40, total: 1000 } }, '$(loading~spin) AsyncAPI: reading 40/1000', 'busy'],
] as const)('%j is told as %s', (status, text, severity) => {
  expect(running(status)).toMatchObject({ text, severity, visible: true })
})

test('the tooltip says how many documents there are and which wave is done', () => {
  expect(running({ slow: 'running' }).detail).toBe('3 AsyncAPI documents.\nFast checks: done.\nAsyncAPI parser: running.')
  expect(running({ documents: 1 }).detail).toMatch(/^1 AsyncAPI document\.\n/)
  expect(running({ onlyOpen: true }).detail).toMatch(/too many files/)
})

test('without AsyncAPI documents nothing is shown, but for a crash', () => {
  expect(running({ documents: 0 }).visible).toBe(false)
  expect(describeStatus('starting', undefined, english).visible).toBe(false)
  expect(describeStatus('running', undefined, english).visible).toBe(false)
  expect(describeStatus('crashed', undefined, english)).toMatchObject({ visible: true, severity: 'error' })
})

test('while it restarts, the item stays where it was', () => {
  expect(describeStatus('restarting', done, english)).toMatchObject({ text: '$(loading~spin) AsyncAPI: restarting', visible: true })
  expect(describeStatus('stopped', done, english)).toMatchObject({ text: '$(circle-slash) AsyncAPI: off', visible: true })
})
