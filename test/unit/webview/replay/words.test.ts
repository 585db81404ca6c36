import { expect, test } from 'vitest'
import { nextPace, paceName, paces } from '../../../../webview/replay/pace.ts'
import { bytes, grouped, hash, plural, span, timeParts } from '../../../../webview/replay/words.ts'

test('numbers have thin separators and units', () => {
  expect([grouped(407311), grouped(999), hash('407311'), hash('213.1'), hash('0:55')]).toEqual([
    '407\u2009311',
    '999',
    '#407\u2009311',
    '#213.1',
    '#0:55',
  ])
  expect([plural(1, 'entity', 'entities'), plural(20, 'entity', 'entities')]).toEqual(['1 entity', '20 entities'])
  expect([bytes(3.1e6), bytes(245e6), bytes(12_000), bytes(9.8e9)]).toEqual(['3.1 MB', '245 MB', '12 KB', '9.8 GB'])
})

test('a span has its two greatest units', () => {
  expect([120, 86_000, 2_145_000, 183_600_000, -1_500].map(span)).toEqual(['120 ms', '1 min 26 s', '35 min 45 s', '2 d 3 h', '2 s'])
})

test('a time is read as it was written', () => {
  expect(timeParts('2026-03-02T08:01:33.801Z')).toEqual({ day: '2026-03-02', clock: '08:01:33', rest: '.801' })
  expect(timeParts('soon')).toBeUndefined()
})

test('paces go from slow to fast, and stop at both ends', () => {
  expect(paces.map(paceName)[0]).toBe('as recorded')
  let pace = paces[0]
  for (let times = 0; times < 20; times++) pace = pace && nextPace(pace, 1)
  expect(pace && paceName(pace)).toBe('25/s')
})
