import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson } from '../../../replay/json/read.ts'
import { writeJson, writePretty } from '../../../replay/json/write.ts'

/** A digit run this long sends a text to our own reader. */
const digits = '1234567890123456'

describe('readJson', () => {
  it('reads whatever JSON.parse reads, also by its own reader', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', ' ', '\n\t'), (text, space) => {
        const result = readJson(`[${space}${text}${space},"${digits}"]`)
        const exact = (value: unknown) => JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? Number(one) : one)))
        expect({ ...result, ...(result.ok && { value: exact(result.value) }) }).toEqual({
          ok: true,
          value: exact([JSON.parse(text), digits]),
        })
      }),
    )
  })

  it('refuses whatever JSON.parse refuses', () => {
    const noise = fc.array(fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '1', '-', '.', 'e', 'true', 'nul', '\\', '\\u00', ' ', 'a'))
    fc.assert(
      fc.property(noise, (parts) => {
        const text = parts.join('')
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        expect(readJson(text).ok).toBe(isJson)
      }),
    )
  })

  it('says of every text that is cut that it is', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, at) => {
        const whole = JSON.stringify({ value: JSON.parse(text) as unknown })
        const result = readJson(whole.slice(0, at % whole.length))
        expect(result).toMatchObject({ ok: false, cut: true })
      }),
    )
  })

  it('says of what is wrong in the middle that it is not cut', () => {
    for (const text of ['{"a":x}', 'nope', '{"a":1,}', '{"a" 1}', '["\u0001"]', '01', '1.x', '"\\x"']) {
      expect(readJson(text)).toMatchObject({ ok: false, cut: false })
    }
  })

  it('keeps whole numbers beyond 2^53', () => {
    expect(readJson('[9007199254740993,-9007199254740993,9007199254740991,1e400]')).toEqual({
      ok: true,
      value: [9007199254740993n, -9007199254740993n, 9007199254740991, 10n ** 400n],
    })
    expect(readJson('1e999999999')).toMatchObject({ ok: false })
  })

  it('has __proto__ as data', () => {
    for (const text of ['{"__proto__":{"x":1}}', `{"__proto__":{"x":1},"n":${digits}9}`]) {
      const result = readJson(text)
      const value = result.ok ? (result.value as Record<string, unknown>) : {}
      expect(Object.keys(value)).toContain('__proto__')
      expect(value['x']).toBeUndefined()
    }
  })

  it('refuses what is nested too deeply, and is not slow on it', () => {
    expect(readJson('['.repeat(100_000))).toMatchObject({ ok: false })
    expect(readJson(`${'['.repeat(1_001)}${']'.repeat(1_001)}`)).toMatchObject({ ok: false, cut: false })
    expect(readJson(`${'['.repeat(1_000)}${']'.repeat(1_000)}`)).toMatchObject({ ok: true })
  })
})

describe('writeJson', () => {
  it('writes what was read, big numbers with their digits', () => {
    const text = '{"a":[9007199254740993,1.5,null],"__proto__":{"b":"é\\n"}}'
    const result = readJson(text)
    expect(result.ok && writeJson(result.value)).toBe(text)
    expect(result.ok && JSON.parse(writePretty(result.value))).toEqual(JSON.parse(text))
  })

  it('is read back as the same', () => {
    const big = fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n })
    fc.assert(
      fc.property(fc.array(big), (value) => {
        expect(readJson(writeJson(value))).toEqual({ ok: true, value })
      }),
    )
  })
})
