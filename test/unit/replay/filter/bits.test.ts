import '../../../kit/seed.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Bits } from '../../../../replay/filter/bits.ts'

test('a set of numbers tells the n-th, and how many come before a number', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(5_000)), fc.array(fc.nat(5_200)), fc.nat(6_000), (numbers, asked, length) => {
      const bits = new Bits(length)
      for (const number of numbers) {
        bits.add(number)
        bits.add(number)
      }
      const sorted = [...numbers].sort((a, b) => a - b)
      expect(bits.count).toBe(sorted.length)
      for (const number of asked) {
        expect(bits.rank(number)).toBe(sorted.filter((one) => one < number).length)
        expect(bits.has(number)).toBe(sorted.includes(number))
        expect(bits.select(number)).toBe(sorted[number] ?? -1)
      }
      expect(sorted.map((_, n) => bits.select(n))).toEqual(sorted)
    }),
  )
})

test('a set that grows between questions answers for what is in it by then', () => {
  const bits = new Bits()
  for (let number = 0; number < 4_000; number += 7) {
    bits.add(number)
    expect(bits.rank(number + 1)).toBe(number / 7 + 1)
    expect(bits.select(number / 7)).toBe(number)
  }
  expect(bits.select(-1)).toBe(-1)
  expect(bits.rank(-5)).toBe(0)
})
