import { describe, expect, it } from 'vitest'
import { assertionOf, copiedValue } from '../../../../webview/replay/state-copy.ts'
import { readJson } from '../../../../webview/ui/json.ts'

const json = (text: string) => readJson(text) ?? null

describe('a value that is copied', () => {
  it('is text without quotes, and JSON else', () => {
    expect(copiedValue('a "b"')).toBe('a "b"')
    expect(copiedValue(json('12345678901234567890'))).toBe('12345678901234567890')
    expect(copiedValue(json('{"a":[1]}'))).toBe('{\n  "a": [\n    1\n  ]\n}')
    expect(copiedValue(undefined)).toBe('')
  })

  it('is an assertion that a test may have', () => {
    expect(assertionOf('/lines/0/sku', 'A')).toBe('expect(state.lines[0].sku).toEqual("A")')
    expect(assertionOf('/a~1b/$at/007', json('1.50'))).toBe('expect(state["a/b"].$at["007"]).toEqual(1.50)')
    expect(assertionOf('', json('{}'))).toBe('expect(state).toEqual({})')
    expect(assertionOf('/gone', undefined)).toBe('expect(state.gone).toEqual(undefined)')
  })
})
