import { describe, expect, it } from 'vitest'
import { writeJson } from '../../../../replay/json/write.ts'
import { changesOf } from '../../../../replay/state/changes.ts'
import type { StateChange } from '../../../../shared/replay-protocol.ts'
import { peek, setterOf, stateLines } from '../../../../webview/replay/state-tree.ts'
import { valueText } from '../../../../webview/replay/state-value-text.ts'
import { type Json, readJson } from '../../../../webview/ui/json.ts'

const json = (value: unknown): Json => readJson(JSON.stringify(value)) ?? null

/** Lines as `+  name value (was old)`, as the engine says what changed. */
function lines(before: unknown, after: unknown, wishes: { onlyChanges?: boolean; turned?: Record<string, boolean> } = {}): string[] {
  const changes = changesOf(before, after).list.map(
    ({ path, kind, old }): StateChange => ({ path, kind, old: old === undefined ? undefined : writeJson(old) }),
  )
  const turned = new Map(Object.entries(wishes.turned ?? {}))
  return stateLines(after === undefined ? undefined : json(after), changes, { turned, onlyChanges: wishes.onlyChanges ?? false }).map(
    ({ name, depth, value, old, kind, isOpen, isWithin }) =>
      [
        `${'  '.repeat(depth)}${kind ?? (isWithin ? '~' : ' ')} ${name}`,
        isOpen === undefined ? '' : isOpen ? 'open' : 'closed',
        isOpen === undefined && value !== undefined ? valueText(value) : '',
        old === undefined ? '' : `was ${valueText(old)}`,
      ]
        .filter((part) => part !== '')
        .join(' '),
  )
}

describe('the lines of a state', () => {
  it('closes what holds others unless the event changed something in it', () => {
    const before = { id: 1, customer: { name: 'Ada' }, payment: { state: 'open', amount: 3 } }
    expect(lines(before, { ...before, payment: { state: 'paid', amount: 3 } })).toEqual([
      '  id 1',
      '  customer closed',
      '~ payment open',
      '  M state "paid" was "open"',
      '    amount 3',
    ])
  })

  it('shows as added what is wholly new, and what is in it', () => {
    expect(lines({ a: 1 }, { a: 1, b: { c: [true], d: null } })).toEqual(['  a 1', 'A b open', '  A c open', '    A 0 true', '  A d null'])
  })

  it('does not take for new what only got a member', () => {
    expect(lines({ b: { x: 1 } }, { b: { x: 1, y: 2 } })).toEqual(['~ b open', '    x 1', '  A y 2'])
  })

  it('keeps what is gone, behind what is there', () => {
    expect(lines({ a: { b: 1, c: [2] }, z: 1 }, { z: 1 })).toEqual(['  z 1', 'D a open', '  D b was 1', '  D c open', '    D 0 was 2'])
  })

  it('knows the elements of a list by their ids', () => {
    const before = {
      lines: [
        { sku: 'a', n: 1 },
        { sku: 'b', n: 1 },
        { sku: 'c', n: 1 },
      ],
    }
    const after = {
      lines: [
        { sku: 'b', n: 1 },
        { sku: 'c', n: 2 },
      ],
    }
    expect(lines(before, after)).toEqual([
      '~ lines open',
      '    0 closed',
      '  ~ 1 open',
      '      sku "c"',
      '    M n 2 was 1',
      '  D 2 open',
      '    D sku was "a"',
      '    D n was 1',
    ])
  })

  it('shows a value that became a container, and one that was one', () => {
    expect(lines({ a: 1, b: { c: 1 } }, { a: { x: 1 }, b: 2 })).toEqual(['M a open was 1', '  A x 1', 'M b 2 was { c: 1 }'])
  })

  it('shows all of an entity that begins, and all of one that was deleted', () => {
    expect(lines(undefined, { a: 1 })).toEqual(['A a 1'])
    expect(lines({ a: 1 }, undefined)).toEqual(['D a was 1'])
  })

  it('leaves out what is as it was where only changes are wanted', () => {
    expect(lines({ a: 1, b: { c: 1, d: 1 } }, { a: 1, b: { c: 1, d: 2 } }, { onlyChanges: true })).toEqual(['~ b open', '  M d 2 was 1'])
  })

  it('obeys who opens and closes', () => {
    const before = { a: { x: 1 }, b: { y: 1 } }
    expect(lines(before, { a: { x: 1 }, b: { y: 2 } }, { turned: { '/a': true, '/b': false } })).toEqual([
      '  a open',
      '    x 1',
      '~ b closed',
    ])
  })

  it('does not open what came as a whole and is large, though what changed in it later', () => {
    const large = Array.from({ length: 101 }, (_, index) => index)
    expect(lines({}, { large })).toEqual(['A large closed'])
    expect(lines({ large }, { large: [...large, 101] }).slice(0, 2)).toEqual(['~ large open', '    0 0'])
  })

  it('keeps digits, and names that only look like more', () => {
    const state = readJson('{"n": 12345678901234567890, "__proto__": 1.50, "a/b": {"~": 1}}')
    const shown = stateLines(state, [], { turned: new Map([['/a~1b', true]]), onlyChanges: false })
    expect(shown.map(({ path, value }) => [path, value && valueText(value)])).toEqual([
      ['/n', '12345678901234567890'],
      ['/__proto__', '1.50'],
      ['/a~1b', '{ ~: 1 }'],
      ['/a~1b/~0', '1'],
    ])
  })

  it('shows a state that is no object', () => {
    expect(lines(1, 2)).toEqual(['M state 2 was 1'])
  })
})

describe('who set a value', () => {
  const setter = (at: number) => ({ at, position: String(at), message: 0, time: undefined, nth: 1, of: 1, old: undefined })

  it('is told by the nearest that has an entry', () => {
    const blame = { '': setter(1), '/a': setter(3), '/a/b': setter(2) }
    expect(['/a/b/c', '/a/x', '/z', ''].map((path) => setterOf(blame, path)?.at)).toEqual([2, 3, 1, 1])
    expect(setterOf({}, '/constructor')).toBeUndefined()
  })
})

describe('a closed container in one line', () => {
  it('says its first members, and what its elements are called by', () => {
    expect(peek(json({ id: 'c-1', at: { x: 1 }, n: 1, ok: true, more: 1 }))).toBe('{ id: c-1, at, n: 1, ok: true, … }')
    expect(peek(json([{ n: 1, sku: 'A' }, { id: 7 }, {}, [1], 2]))).toBe('[ A, 7, {…}, […], … ]')
    expect([peek(json([])), peek(json({}))]).toEqual(['[]', '{}'])
  })
})
