import { expect, test } from 'vitest'
import { CrashLog, crashWindow } from '../../../client/crashes.ts'

test('the fifth crash within three minutes is the last', () => {
  const log = new CrashLog()
  const verdicts = [0, 1, 2, 3, crashWindow - 1].map((time) => log.crashed(time))
  expect(verdicts).toEqual(['restart', 'restart', 'restart', 'restart', 'stop'])
})

test('crashes that lie further back count no more', () => {
  const log = new CrashLog()
  for (const time of [0, 1, 2, 3]) log.crashed(time)
  expect(log.crashed(crashWindow)).toBe('restart')
  expect(log.crashed(crashWindow)).toBe('stop')
})

test('a person who restarts it gives it another five', () => {
  const log = new CrashLog()
  for (const time of [0, 1, 2, 3]) log.crashed(time)
  log.forget()
  expect(log.crashed(4)).toBe('restart')
})
