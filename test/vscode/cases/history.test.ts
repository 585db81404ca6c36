import { Range, Uri, WorkspaceEdit, workspace } from 'vscode'
import { equal, eventually, ok } from '../suite/assert.ts'
import { code, fileUri, ours, show } from '../suite/documents.ts'

const before = `asyncapi: 3.0.0
info:
  title: Tickets
  version: 1.0.0
channels:
  EventSourceTickets:
    address: tickets
    messages:
      TicketOpened:
        payload:
          type: object
      TicketClosed:
        payload:
          type: object
    x-event-source: true
`
const closed = '      TicketClosed:\n        payload:\n          type: object\n'

/** What the case uses of Node; the web host has no `process`, and no git. */
interface Node {
  getBuiltinModule(
    name: 'node:child_process',
  ): { execFileSync(file: string, args: readonly string[], options: { readonly cwd: string }): unknown } | undefined
}

describe('history', () => {
  it('holds a document against its last commit, and opens the older text', async function () {
    const node = (globalThis as { process?: Partial<Node> }).process
    const git = node?.getBuiltinModule?.('node:child_process')
    if (!git || fileUri('x').scheme !== 'file') return this.skip()
    const folder = fileUri('past')
    await workspace.fs.createDirectory(folder)
    await workspace.fs.writeFile(fileUri('past/tickets.yaml'), new TextEncoder().encode(before))
    const run = (...args: string[]) =>
      git.execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: folder.fsPath })
    run('init', '--quiet')
    run('add', 'tickets.yaml')
    run('commit', '--quiet', '--message', 'Tickets')
    const document = await show('past/tickets.yaml')
    const from = document.getText().indexOf(closed)
    const edit = new WorkspaceEdit()
    edit.delete(document.uri, new Range(document.positionAt(from), document.positionAt(from + closed.length)))
    await workspace.applyEdit(edit)
    await document.save()
    const finding = await eventually('the message is missed', () =>
      ours(document.uri).find((one) => code(one) === 'history/message-removed'),
    )
    const old = finding.relatedInformation?.[0]?.location
    ok(old, 'nothing leads to the older text')
    const text = (await workspace.openTextDocument(Uri.parse(old.uri.toString()))).getText()
    equal([old.uri.scheme, text.includes('TicketClosed')], ['asyncapi-event-source-baseline', true])
    await workspace.fs.delete(folder, { recursive: true })
  })
})
