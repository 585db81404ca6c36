import '../../../kit/seed.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeBranch, readBranch } from '../../../../replay/branch/branch.ts'
import type { BranchEdit, EventView } from '../../../../shared/replay-protocol.ts'
import {
  editedRecord,
  insertedBy,
  prettyJson,
  recordOf,
  spotOf,
  typedValue,
  withEdit,
  withoutEdit,
} from '../../../../webview/replay/branch-edits.ts'
import { readJson } from '../../../../webview/ui/json.ts'

const insert = (after: number | string, record = '{}'): BranchEdit => ({ insert: record, after })

const engineEdits = (edits: readonly BranchEdit[]) => readBranch(edits.map((edit) => JSON.stringify(edit)).join('\n'))

/** Edits one after the other, as far as the engine takes them: of events 1 to 3, and of what was put in. */
function validEdits(steps: readonly (readonly [string, number, number, number])[]): BranchEdit[] {
  let edits: BranchEdit[] = []
  for (const [kind, choice, after, sub] of steps) {
    const base = 1 + (choice % 3)
    const about = sub % 2 === 0 ? base : `${base}.${1 + (sub % 3)}`
    const edit: BranchEdit =
      kind === 'drop'
        ? { drop: about }
        : kind === 'insert'
          ? insert(after)
          : kind === 'edit'
            ? { edit: about, record: '{}' }
            : { move: about, after }
    const next = withEdit(edits, edit)
    try {
      makeBranch(engineEdits(next))
      edits = next
    } catch {
      // The engine refuses it, and so the page would not have it.
    }
  }
  return edits
}

describe('the edits of a branch', () => {
  it('replaces what was edited before', () => {
    const edits = withEdit([{ edit: 26, record: '1' }, { drop: 2 }], { edit: '26', record: '2' })
    expect(edits).toEqual([{ edit: '26', record: '2' }, { drop: 2 }])
  })

  it('edits what it put in itself', () => {
    const edits = [insert(213, '1'), { move: 9, after: 213 }, insert(213, '3')]
    expect(withEdit(edits, { edit: '213.3', record: '4' })).toEqual([insert(213, '1'), { move: 9, after: 213 }, insert(213, '4')])
    expect(withEdit(edits, { edit: '213.2', record: '4' })).toEqual([...edits, { edit: '213.2', record: '4' }])
  })

  it('knows which edit put in what is at a position', () => {
    const edits = [insert(5), { drop: 1 }, insert('5.1'), insert(7)]
    expect(['5.1', '5.2', '7.1', '5', '9.1'].map((position) => insertedBy(edits, position))).toEqual([0, 2, 3, undefined, undefined])
  })

  it('takes one back with what was about it, and calls the rest by its new count', () => {
    const edits: BranchEdit[] = [insert(5, 'a'), insert(5, 'b'), { edit: '5.1', record: 'c' }, { drop: '5.2' }, { drop: 8 }]
    expect(withoutEdit(edits, 0)).toEqual([insert(5, 'b'), { drop: '5.1' }, { drop: 8 }])
    expect(withoutEdit(edits, 4)).toEqual(edits.slice(0, 4))
  })

  it('takes back a move, and a move of what was moved', () => {
    const edits: BranchEdit[] = [{ move: 9, after: 12 }, { move: '12.1', after: 3 }, insert(12, 'x'), { edit: '12.2', record: 'y' }]
    expect(withoutEdit(edits, 0)).toEqual([insert(12, 'x'), { edit: '12.1', record: 'y' }])
  })

  it('leaves edits that the engine takes, whichever is taken back', () => {
    const step = fc.tuple(fc.constantFrom('drop', 'insert', 'edit', 'move'), fc.nat(), fc.nat(3), fc.nat())
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), fc.nat(), (steps, choice) => {
        const edits = validEdits(steps)
        if (edits.length === 0) return
        const left = withoutEdit(edits, choice % edits.length)
        expect(left.length).toBeLessThan(edits.length)
        expect(() => makeBranch(engineEdits(left))).not.toThrow()
      }),
    )
  })

  it('writes positions as the branch file has them', () => {
    expect(['26', '213.1', '0:55'].map(spotOf)).toEqual([26, '213.1', '0:55'])
  })
})

describe('an edited record', () => {
  const event = (raw: string, payload: string, more: Partial<EventView> = {}): EventView =>
    ({ raw, payload, headers: '{"id":"1"}', key: '"k"', ...more }) as EventView
  const value = readJson('2.50') ?? null

  it('is written as the recording has it', () => {
    expect(editedRecord(event('{"a": 1}', '{"a":1}'), '/a', value)).toBe('{"a":2.50}')
    expect(editedRecord(event('{"headers": {}, "value": {"a": 1}}', '{"a":1}'), '/a', value)).toBe('{"headers":{},"value":{"a":2.50}}')
    expect(editedRecord(event('{"type":"x","body":"{\\"a\\": 1}"}', '{"a":1}'), '/a', value)).toBe('{"type":"x","body":"{\\"a\\":2.50}"}')
  })

  it('keeps the digits of all else', () => {
    const raw = '{"a": 1, "n": 12345678901234567890, "__proto__": {"x": 1.0}}'
    expect(editedRecord(event(raw, raw), '/__proto__/x', value)).toBe('{"a":1,"n":12345678901234567890,"__proto__":{"x":2.50}}')
  })

  it('is an envelope where the recording is no JSON or what was read of it is cut', () => {
    expect(editedRecord(event('1,2', '{"a":1}'), '/a', value)).toBe('{"key":"k","headers":{"id":"1"},"payload":{"a":2.50}}')
    expect(editedRecord(event('{"a": 1', '{"a":[1]}'), '/a/0', value)).toContain('"payload":{"a":[2.50]}')
    expect(recordOf(event('1,2', '{"a":1}'))).toBe('{"key":"k","headers":{"id":"1"},"payload":{"a":1}}')
  })

  it('is none without a payload', () => {
    expect(editedRecord({ ...event('x', ''), payload: undefined }, '/a', value)).toBeUndefined()
  })
})

describe('what somebody typed', () => {
  it('is JSON, or a bare word in place of text', () => {
    const before = readJson('1') ?? null
    expect(typedValue('"x"', before)).toBe('x')
    expect(typedValue('out of stock', 'paid')).toBe('out of stock')
    expect(['"x', '{x', '', ' '].map((text) => typedValue(text, 'paid'))).toEqual([undefined, undefined, undefined, undefined])
    expect(typedValue('x', before)).toBeUndefined()
  })

  it('is begun with a record in lines', () => {
    expect(prettyJson(readJson('{"a":[1.0,{}],"b":"x"}') ?? null)).toBe('{\n  "a": [\n    1.0,\n    {}\n  ],\n  "b": "x"\n}')
  })
})
