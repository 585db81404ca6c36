import { describe, expect, it } from 'vitest'
import { Checked } from '../../kit/checks.ts'

const document = (title: string) => `asyncapi: 3.0.0
info:
  title: ${title}
  version: '1'
channels:
  orders:
    adress: orders
`

async function shown(text: string): Promise<readonly string[]> {
  const checked = new Checked({ 'a.yaml': text })
  await checked.open('a.yaml')
  return checked.shown('a.yaml')
}

describe('where the text is broken', () => {
  it.each(['"Orders', '[Orders', '{ a: 1', '@Orders', 'a: b'])('title: %s is one problem, and the rest is checked', async (title) => {
    expect(await shown(document(title))).toEqual(['3:asyncapi/syntax', '7:asyncapi/structure'])
  })

  it('says that of a right one too', async () => {
    expect(await shown(document('Orders'))).toEqual(['7:asyncapi/structure'])
  })

  it('follows no reference through a key that is half written', async () => {
    const operation = `operations:\n  o: { action: send, channel: { $ref: '#/channels/orders' } }\n`
    expect(await shown(document('Orders').replace('adress', 'address').replace('channels:', 'chan') + operation)).toEqual([
      '5:asyncapi/syntax',
    ])
  })
})
