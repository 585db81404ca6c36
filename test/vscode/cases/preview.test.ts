import { type CodeLens, ConfigurationTarget, commands, type Tab, Uri, window, workspace } from 'vscode'
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

  it('is opened for a file, as the explorer does, and for a place, as a lens does', async () => {
    const uri = fileUri('orders', 'event-source.json')
    await commands.executeCommand('asyncapiEventSource.openStreamPreview', uri, [uri])
    await eventually('the preview', () => previews().includes('Stream: EventSourceOrders'))
    const place = { uri: fileUri('broken', 'meters-2.6.yaml').toString(), pointer: '/channels/meters~1{region}~1readings' }
    await commands.executeCommand('asyncapiEventSource.openStreamPreview', place)
    await eventually('the other one', () => previews().includes('Stream: meters/{region}/readings'))
  })

  it('has a lens above its channel, unless a setting says no', async () => {
    await show('orders', 'event-source.json')
    const lenses = async () => {
      const found = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', fileUri('orders', 'event-source.json'))
      return found.filter(({ command }) => command?.command === 'asyncapiEventSource.openStreamPreview')
    }
    await eventually('the lens', async () => (await lenses()).length === 1)
    const [lens] = await lenses()
    const text = (await workspace.openTextDocument(fileUri('orders', 'event-source.json'))).lineAt(lens?.range.start.line ?? 0).text
    ok(text.includes('EventSourceOrders'), text)
    const settings = workspace.getConfiguration('asyncapiEventSource')
    await settings.update('codeLens', false, ConfigurationTarget.Global)
    try {
      equal((await lenses()).length, 0)
    } finally {
      await settings.update('codeLens', undefined, ConfigurationTarget.Global)
    }
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

function fileUri(...path: string[]): Uri {
  const [folder] = workspace.workspaceFolders ?? []
  ok(folder, 'no folder is open')
  return Uri.joinPath(folder.uri, ...path)
}

async function show(...path: string[]): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(fileUri(...path)))
}
