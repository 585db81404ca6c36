import { describe, expect, it } from 'vitest'
import { documentAnswer, documentState, holdsDocument, partHere, partRange } from '../../../server/features/document-preview.ts'
import { Checked } from '../../kit/checks.ts'
import { uriOf } from '../../kit/workspace.ts'

const texts = {
  'app.yaml': `asyncapi: 3.0.0
info: { title: App, version: 1.0.0 }
channels:
  orders: { $ref: './owner.yaml#/channels/orders' }
`,
  'owner.yaml': `asyncapi: 3.0.0
info: { title: Owner, version: 1.0.0 }
channels:
  orders:
    messages:
      Placed: { $ref: '#/components/messages/Placed' }
components:
  messages:
    Placed: { summary: It was placed. }
`,
  'else.yaml': 'asyncapi: 3.0.0\ninfo: { title: Else, version: 1.0.0 }\n',
  'plain.yaml': 'a: 1\n',
}

async function opened(file = 'app.yaml'): Promise<Checked> {
  const checked = new Checked(texts)
  await checked.scan()
  await checked.open(file)
  return checked
}

const uri = uriOf('app.yaml')

describe('the document preview', () => {
  it('is answered anew only where the document or a file that it reaches is another', async () => {
    const { checks } = await opened()
    const first = await documentAnswer({ uri }, checks)
    expect(first.state?.kind).toBe('document')
    expect(await documentAnswer({ uri, seen: first.number }, checks)).toEqual({ number: first.number })
    checks.workspace.open(uriOf('else.yaml'), 'asyncapi: 3.0.0\n', 1)
    expect((await documentAnswer({ uri, seen: first.number }, checks)).state).toBeUndefined()
    checks.workspace.open(uriOf('owner.yaml'), texts['owner.yaml'].replace('It was placed', 'Unsaved'), 1)
    const second = await documentAnswer({ uri, seen: first.number }, checks)
    expect(JSON.stringify(second.state)).toContain('Unsaved')
    expect((await documentAnswer({ uri }, checks)).state).toBeDefined()
  })

  it('goes to where a part is written, through references', async () => {
    const { checks } = await opened()
    const range = partRange({ uri, path: ['channels', 'orders', 'messages', 'Placed', 'summary'] }, checks)
    expect(range).toMatchObject({ uri: uriOf('owner.yaml'), start: { line: 8 } })
    expect(partRange({ uri, path: ['channels', 'gone'] }, checks)).toBeNull()
    expect(partRange({ uri: uriOf('nowhere.yaml'), path: [] }, checks)).toBeNull()
  })

  it('knows what the cursor is in', async () => {
    const { checks } = await opened()
    const position = { line: 3, character: 4 }
    expect(partHere({ document: uri, uri, position }, checks)).toEqual(['channels', 'orders'])
    expect(partHere({ document: uri, uri: uriOf('else.yaml'), position }, checks)).toBeNull()
  })

  it('refuses what it cannot show, with its place', async () => {
    const { checks } = await opened()
    expect(await documentState({ uri: uriOf('plain.yaml') }, checks)).toMatchObject({ kind: 'refused', file: 'plain.yaml' })
    expect(await documentState({ uri: uriOf('gone.yaml') }, checks)).toEqual({ kind: 'missing', file: 'gone.yaml' })
    expect(await documentState({ uri: 'file:///elsewhere/out.yaml' }, checks)).toMatchObject({ kind: 'missing' })
    for (const version of ['1.2.0', '4.0.0', '"x"', '2']) {
      checks.workspace.open(uriOf('else.yaml'), `asyncapi: ${version}\n`, 1)
      expect(await documentState({ uri: uriOf('else.yaml') }, checks)).toMatchObject({ kind: 'refused', line: 1 })
    }
    checks.workspace.open(uriOf('else.yaml'), 'asyncapi: 3.1.0\n', 1)
    expect(await documentState({ uri: uriOf('else.yaml') }, checks)).toMatchObject({ kind: 'document' })
  })

  it('knows an AsyncAPI document', async () => {
    const { checks } = await opened()
    expect(holdsDocument({ uri }, checks)).toBe(true)
    expect(holdsDocument({ uri: uriOf('plain.yaml') }, checks)).toBe(false)
  })
})
