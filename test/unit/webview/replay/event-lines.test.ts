import { describe, expect, it } from 'vitest'
import type { FindingView } from '../../../../shared/replay-protocol.ts'
import { eventLines, valueAt } from '../../../../webview/replay/event-lines.ts'
import { readJson } from '../../../../webview/ui/json.ts'

const finding = (path: string): FindingView => ({
  at: 0,
  position: '1',
  entity: undefined,
  kind: 'invalid-payload',
  severity: 'error',
  message: `wrong at ${path}`,
  path,
})

function lines(
  text: string,
  findings: readonly FindingView[] = [],
  turned: Record<string, boolean> = {},
  batches: Record<string, number> = {},
) {
  const wishes = { turned: new Map(Object.entries(turned)), batches: new Map(Object.entries(batches)) }
  return eventLines(readJson(text) ?? null, findings, wishes).map((line) => {
    if (line.kind === 'value') return `${'  '.repeat(line.depth)}${line.name}${line.isOpen === false ? ' closed' : ''}`
    return line.kind === 'more' ? `${line.path} ${line.count} more` : `! ${line.finding.message}`
  })
}

describe('a payload line by line', () => {
  it('is open, with each finding under what it is about', () => {
    expect(lines('{"a": {"b": [1]}, "c": 2}', [finding('/a/b/0'), finding('/c'), finding('/gone')])).toEqual([
      'a',
      '  b',
      '    0',
      '! wrong at /a/b/0',
      'c',
      '! wrong at /c',
    ])
  })

  it('closes what somebody closes', () => {
    expect(lines('{"a": {"b": 1}}', [], { '/a': false })).toEqual(['a closed'])
  })

  it('shows the first of many members, and more when asked', () => {
    const many = `{"many": [${Array.from({ length: 1_000 }, (_, index) => index).join()}]}`
    expect(lines(many)).toHaveLength(102)
    expect(lines(many).at(-1)).toBe('/many 900 more')
    expect(lines(many, [], {}, { '/many': 10 })).toHaveLength(1_001)
  })

  it('closes containers far down a long one, but for those in which something is wrong', () => {
    const list = Array.from({ length: 90 }, (_, index) => `"k${index}": [${Array.from({ length: 9 }, () => 0).join()}]`)
    const shown = lines(`{${list.join()}}`, [finding('/k89/0')])
    expect(shown).toContain('k88 closed')
    expect(shown).toContain('! wrong at /k89/0')
  })

  it('is one line where it holds nothing', () => {
    expect(lines('1')).toEqual(['payload'])
    expect(lines('{}')).toEqual([])
  })
})

describe('what stands at a pointer', () => {
  it('is found as data only', () => {
    const value = readJson('{"a": [{"__proto__": 1}]}')
    expect(valueAt(value, '/a/0/__proto__')).toMatchObject({ text: '1' })
    expect(['/a/1', '/constructor', '/a/length', 'x'].map((pointer) => valueAt(value, pointer))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
