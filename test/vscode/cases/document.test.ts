import { commands, type Tab, Uri, window, workspace } from 'vscode'
import { equal, eventually, ok } from '../suite/assert.ts'

describe('the document preview', () => {
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'))

  it('opens for the document of the editor, once, and for several side by side', async () => {
    await show('orders', 'event-source.json')
    await commands.executeCommand('asyncapiEventSource.openDocumentPreview')
    await eventually('the preview', () => previews().includes('Document: event-source.json'))
    await commands.executeCommand('asyncapiEventSource.openDocumentPreview')
    equal(previews().length, 1)
    await show('orders', 'shipping.yaml')
    await commands.executeCommand('asyncapiEventSource.openDocumentPreview')
    await eventually('a second one', () => previews().length === 2)
  })
})

function previews(): string[] {
  const isPreview = ({ label }: Tab) => label.startsWith('Document: ')
  return window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isPreview).map(({ label }) => label))
}

async function show(...path: string[]): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? []
  ok(folder, 'no folder is open')
  await window.showTextDocument(await workspace.openTextDocument(Uri.joinPath(folder.uri, ...path)), { viewColumn: 1 })
}
