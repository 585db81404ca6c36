import { commands, type Tab, Uri, window, workspace } from 'vscode'
import { equal, eventually, ok } from '../suite/assert.ts'

/** A preview is called after its stream once its page has run and the server has answered. */
describe('the stream preview', () => {
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'))

  it('shows the event source of the document, once', async () => {
    await show('orders', 'event-source.json')
    await commands.executeCommand('asyncapiEventSource.openStreamPreview')
    await eventually('the preview', () => previews().includes('Stream: EventSourceOrders'))
    await commands.executeCommand('asyncapiEventSource.openStreamPreview')
    equal(previews().length, 1)
  })

  it('shows the event source that an application reuses', async () => {
    await show('orders', 'shipping.yaml')
    await eventually('the preview', async () => {
      if (previews().length === 0) await commands.executeCommand('asyncapiEventSource.openStreamPreview')
      return previews().includes('Stream: EventSourceOrders')
    })
  })
})

function previews(): string[] {
  const isPreview = ({ label }: Tab) => label.startsWith('Stream')
  return window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isPreview).map(({ label }) => label))
}

async function show(...path: string[]): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? []
  ok(folder, 'no folder is open')
  await window.showTextDocument(await workspace.openTextDocument(Uri.joinPath(folder.uri, ...path)))
}
