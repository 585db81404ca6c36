import { fullFormats } from 'ajv-formats/dist/formats.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOfFormat } from '../../../../../server/rules/asyncapi/structure/formats.ts'

/** What ajv-formats, by which the field's validators go, says of a text. */
function theirs(format: 'uri' | 'uri-reference' | 'uri-template' | 'email', text: string): boolean {
  const known = fullFormats[format]
  if (known instanceof RegExp) return known.test(text)
  return typeof known === 'function' ? known(text) : true
}

const words = fc
  .array(
    fc.constantFrom(
      'a',
      'B',
      '9',
      '-',
      '.',
      '_',
      '~',
      ':',
      '/',
      '//',
      '?',
      '#',
      '@',
      '%20',
      '%',
      '{',
      '}',
      '{a}',
      '{a-b}',
      ' ',
      'ä',
      'https',
      '[',
      '^',
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''))

describe('formats', () => {
  test.each([
    'https://example.com',
    'https://example.com/a?b=c#d',
    'urn:a:b',
    'mailto:a@b.example',
    'https://user:pw@h.example:80/',
    'http://[::1]/',
    'file:///a',
    'https://example.com/%20',
  ])('the URI %s', (text) => {
    expect(isOfFormat(text, 'uri')).toBe(true)
    expect(theirs('uri', text)).toBe(true)
  })

  test.each(['', 'example.com', '/a', 'https://', 'https://a b', 'https://{host}/', 'a:', '%41:b', 'https://a/%zz', 'https://a#b#c'])(
    'no URI: %s',
    (text) => {
      expect(isOfFormat(text, 'uri')).toBe(false)
    },
  )

  test.each(['me@example.com', 'a.b+c@x-y.example', 'me@localhost'])('the address %s', (text) => {
    expect(isOfFormat(text, 'email')).toBe(true)
  })

  test.each([
    '',
    'me',
    '@example.com',
    'me@',
    'a..b@example.com',
    '.a@example.com',
    'a@b@',
    'me@-a.example',
    'a b@example.com',
    'me@exa mple.com',
  ])('no address: %s', (text) => {
    expect(isOfFormat(text, 'email')).toBe(false)
  })

  test.each(['orders', 'orders/{id}', '{a}{b}', 'orders/{order-id}', 'a.b.*', 'a/{?x,y}', '/a', 'events:~1'])(
    'the channel name %s',
    (text) => {
      expect(isOfFormat(text, 'uri-template')).toBe(true)
    },
  )

  test.each(['a b', 'a{', '}a', '{}', 'a{b{c}}', 'a"b', 'a>b'])('no channel name: %s', (text) => {
    expect(isOfFormat(text, 'uri-template')).toBe(false)
  })

  test('the names of 2.x', () => {
    for (const text of ['a', 'A_b-9', '$ref']) expect(isOfFormat(text, 'asyncapi-name')).toBe(true)
    for (const text of ['', 'a b', 'a.b', 'ä', 'a$ref']) expect(isOfFormat(text, 'asyncapi-name')).toBe(false)
  })

  test('whatever we refuse as an email, a URI template or a reference, the field refuses too', () => {
    fc.assert(
      fc.property(words, (text) => {
        for (const format of ['email', 'uri-template', 'uri-reference'] as const) {
          if (!isOfFormat(text, format)) expect(theirs(format, text), format).toBe(false)
        }
      }),
    )
  })

  test('a format that is not known says nothing', () => {
    expect(isOfFormat('anything', 'int32')).toBe(true)
    expect(isOfFormat('anything', 'constructor')).toBe(true)
  })
})
