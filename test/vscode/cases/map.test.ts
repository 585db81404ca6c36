import { commands, window } from 'vscode'
import { equal, eventually } from '../suite/assert.ts'

describe('the workspace map', () => {
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'))

  it('opens once, and is shown again when it is asked for again', async () => {
    await commands.executeCommand('asyncapiEventSource.showWorkspaceMap')
    await eventually('the map', () => maps() === 1)
    await commands.executeCommand('workbench.action.files.newUntitledFile')
    await commands.executeCommand('asyncapiEventSource.showWorkspaceMap')
    await eventually('the map', () => window.tabGroups.activeTabGroup.activeTab?.label === 'Workspace Map')
    equal(maps(), 1)
  })
})

function maps(): number {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === 'Workspace Map').length
}
