import { describe, expect, it } from 'vitest'
import { nearest } from '../../../server/rules/nearest.ts'

describe('nearest', () => {
  it.each([
    ['adress', ['title', 'address', 'addresses'], 'address'],
    ['ADDRESS', ['address'], 'address'],
    ['recieve', ['receive', 'send'], 'receive'],
    ['id', ['ID', 'in'], 'ID'],
  ])('%s of %j is %s', (word, known, found) => {
    expect(nearest(word, known)).toBe(found)
  })

  it.each([
    ['id', ['in', 'it']],
    ['channel', ['operation']],
    ['same', ['same']],
    ['a'.repeat(1000), ['a'.repeat(1001)]],
    ['word', []],
  ])('is not there for %s', (word, known) => {
    expect(nearest(word, known)).toBeUndefined()
  })
})
