import { describe, expect, it } from 'vitest'
import { openWorkspace, readWorkspace, uriOf } from '../../kit/workspace.ts'

/** What the `$ref` at a path of `a.yaml` leads to: a place, or why not. */
async function lead(files: Record<string, string>, path: readonly string[], options = {}): Promise<string> {
  const workspace = await readWorkspace(files, options)
  const reference = workspace
    .file(uriOf('a.yaml'))
    .root()
    .at(...path).reference
  if (!reference) return 'no reference'
  return reference.kind === 'found' ? `${reference.target.uri.replace(/^.*\/w\//, '')}#${reference.target.pointer}` : reference.kind
}

const head = 'asyncapi: 3.0.0\n'

describe('a reference', () => {
  it.each([
    ['within the document', `#/components/x`, 'a.yaml#/components/x'],
    ['to a key with a slash and a tilde', '#/components/a~1b~0c', 'a.yaml#/components/a~1b~0c'],
    ['with a percent escape', '#/components/with%20space', 'a.yaml#/components/with space'],
    ['to a whole file', './sub/b.yaml', 'sub/b.yaml#'],
    ['to a file with an escaped name', './sub/b%20c.yaml#/k', 'sub/b%20c.yaml#/k'],
    ['to a list item', '#/components/list/1', 'a.yaml#/components/list/1'],
    ['to nothing', '#/components/y', 'no-pointer'],
    ['to no file', './none.yaml', 'no-file'],
    ['to the network', 'https://example.org/x.yaml', 'forbidden'],
    ['out of the workspace', '/etc/passwd', 'forbidden'],
    ['out of the workspace by dots', '../../etc/passwd', 'forbidden'],
    ['without a slash', '#components', 'malformed'],
    ['to itself', '#/ref', 'a.yaml#/ref'],
  ])('%s', async (_, ref, expected) => {
    const files = {
      'a.yaml': `${head}ref:\n  $ref: '${ref}'\ncomponents:\n  x: {}\n  a/b~c: {}\n  with space: {}\n  list: [1, 2]\n`,
      'sub/b.yaml': 'k: 1\n',
      'sub/b c.yaml': 'k: 1\n',
    }
    expect(await lead(files, ['ref'])).toBe(expected)
  })

  it('that is no text is malformed', async () => {
    expect(await lead({ 'a.yaml': `${head}ref:\n  $ref: 12\n` }, ['ref'])).toBe('malformed')
    expect(await lead({ 'a.yaml': `${head}ref:\n  $ref:\n` }, ['ref'])).toBe('malformed')
  })

  it('from a file in a folder reaches its parent folder', async () => {
    const workspace = await readWorkspace({ 'apps/one.yaml': `${head}r:\n  $ref: '../common.yaml#/x'\n`, 'common.yaml': 'x: 1\n' })
    expect(workspace.file(uriOf('apps/one.yaml')).root().at('r').target?.uri).toBe(uriOf('common.yaml'))
  })

  it('through another reference finds what that one names', async () => {
    const files = {
      'a.yaml': `${head}channels:\n  o:\n    $ref: './b.yaml#/channels/orders'\nref:\n  $ref: '#/channels/o/messages/M'\n`,
      'b.yaml': `${head}channels:\n  orders:\n    messages:\n      M: {}\n`,
    }
    expect(await lead(files, ['ref'])).toBe('b.yaml#/channels/orders/messages/M')
  })

  it('to a file of several documents means the first AsyncAPI one', async () => {
    const files = { 'a.yaml': `${head}ref:\n  $ref: './b.yaml#/x'\n`, 'b.yaml': `other: 1\n---\n${head}x: 1\n---\n${head}x: 2\n` }
    const workspace = await readWorkspace(files)
    const target = workspace.file(uriOf('a.yaml')).root().at('ref').target
    expect([target?.document, target?.value]).toEqual([1, 1])
  })

  it('in circles ends', async () => {
    const files = { 'a.yaml': `${head}p:\n  $ref: '#/q'\nq:\n  $ref: '#/p'\nr:\n  $ref: '#/r/x'\n` }
    const workspace = await readWorkspace(files)
    const root = workspace.file(uriOf('a.yaml')).root()
    expect(root.at('p').target).toBeUndefined()
    expect(root.at('r').target).toBeUndefined()
  })

  it('of an untitled document is seen from the only folder', () => {
    const workspace = openWorkspace({ 'untitled:Untitled-1': `${head}r:\n  $ref: './a.yaml#/x'\n`, 'a.yaml': 'x: 1\n' })
    expect(workspace.file('untitled:Untitled-1').root().at('r').target?.uri).toBe(uriOf('a.yaml'))
    workspace.setOptions({ folders: ['file:///w', 'file:///v'], readOutside: false, readRemote: false })
    expect(workspace.file('untitled:Untitled-1').root().at('r').reference?.kind).toBe('no-base')
  })

  it('into a folder that is taken away is not followed any more, and its closed files are let go', async () => {
    const workspace = await readWorkspace({ 'a.yaml': `${head}r:\n  $ref: b/b.yaml\n`, 'b/b.yaml': `${head}x: 1\n` })
    workspace.open(uriOf('a.yaml'), `${head}r:\n  $ref: b/b.yaml\n`, 1)
    const gone = workspace.setOptions({ folders: ['file:///elsewhere'], readOutside: false, readRemote: false })
    expect(gone.map(({ uri }) => uri)).toEqual([uriOf('b/b.yaml')])
    expect(workspace.members.map(({ uri }) => uri)).toEqual([uriOf('a.yaml')])
    expect(workspace.file(uriOf('a.yaml')).root().at('r').reference?.kind).toBe('forbidden')
  })

  it('out of the workspace is followed where a setting allows it', async () => {
    const files = { 'a.yaml': `${head}r:\n  $ref: '../outside.yaml'\n`, 'file:///outside.yaml': 'x: 1\n' }
    expect(await lead(files, ['r'])).toBe('forbidden')
    expect(await lead(files, ['r'], { readOutside: true })).toContain('outside.yaml#')
  })
})

describe('the graph of references', () => {
  it('is known in both directions, and follows edits', async () => {
    const workspace = await readWorkspace({ 'a.yaml': `${head}r:\n  $ref: b.yaml\n`, 'b.yaml': 'r:\n  $ref: c.yaml\n', 'c.yaml': 'x: 1\n' })
    const names = (uris: string[]) => uris.map((uri) => uri.slice('file:///w/'.length))
    expect(names(workspace.reaching(uriOf('c.yaml')))).toEqual(['c.yaml', 'b.yaml', 'a.yaml'])
    expect(names(workspace.reachedFrom(uriOf('a.yaml')))).toEqual(['a.yaml', 'b.yaml', 'c.yaml'])
    workspace.open(uriOf('b.yaml'), 'x: 1\n', 1)
    expect(names(workspace.reaching(uriOf('c.yaml')))).toEqual(['c.yaml'])
  })
})

describe('what is found by content', () => {
  it.each([
    ['a comment before', `# a comment\n${head}`, true],
    ['a key before', `info: {}\n${head}`, true],
    ['another document before', `x: 1\n---\n${head}`, true],
    ['JSON in a .yaml file', '{"info": {}, "asyncapi": "3.0.0"}', true],
    ['a number', 'asyncapi: 3\n', true],
    ['not at the root', 'x:\n  asyncapi: 3.0.0\n', false],
    ['in a text only', 'x: asyncapi\n', false],
  ])('%s', async (_, text, found) => {
    const workspace = await readWorkspace({ 'a.yaml': text })
    expect(workspace.members.length).toBe(found ? 1 : 0)
  })

  it('is a thousand files', async () => {
    const files = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`f${i}.yaml`, i % 2 ? head : 'x: 1\n']))
    expect((await readWorkspace(files)).members.length).toBe(500)
  })
})
