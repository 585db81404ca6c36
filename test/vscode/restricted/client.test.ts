import * as vscode from 'vscode'
import type { ExtensionApi } from '../../../client/extension.ts'
import { restrictedSettings, settings } from '../../../client/settings-table.ts'
import { equal, eventually, ok } from '../suite/assert.ts'

describe('the client in a workspace that nobody trusts', () => {
  it('checks documents all the same', async () => {
    const extension = vscode.extensions.getExtension<ExtensionApi>('asyncapi-event-source.asyncapi-event-source')
    ok(extension, 'the extension is not there')
    const api = await extension.activate()
    const content = 'asyncapi: 3.0.0\n'
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: 'yaml' }))
    await eventually('the document is checked', () => api.status().text.endsWith('AsyncAPI: checked'))
  })

  it('lets the workspace set nothing that reaches beyond it', async () => {
    const configuration = vscode.workspace.getConfiguration()
    const strange = { 'asyncapiEventSource.baseline': 'v1', 'asyncapiEventSource.references.outsideWorkspace': true } as const
    for (const [name, value] of Object.entries(strange)) await configuration.update(name, value, vscode.ConfigurationTarget.Workspace)
    const now = vscode.workspace.getConfiguration()
    for (const name of restrictedSettings) equal(now.get(name), settings[name].default, name)
  })
})
