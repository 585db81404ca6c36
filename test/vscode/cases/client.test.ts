import * as vscode from 'vscode'
import { commands } from '../../../client/command-table.ts'
import { crashLimit } from '../../../client/crashes.ts'
import type { ExtensionApi } from '../../../client/extension.ts'
import { equal, eventually, ok } from '../suite/assert.ts'
import { killServer } from '../suite/server-process.ts'

const broken = '{ "asyncapi": "3.0.0", "info": { "title": "Orders" "version": "1" } }'

describe('the client', () => {
  let api: ExtensionApi
  const says = (end: string) =>
    eventually(`the status item says "${end}", not "${api.status().text}"`, () => api.status().text.endsWith(end))

  before(async () => {
    const extension = vscode.extensions.getExtension<ExtensionApi>('asyncapi-event-source.asyncapi-event-source')
    ok(extension, 'the extension is not there')
    api = await extension.activate()
  })

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'))

  it('registers each command that it contributes', async () => {
    const known = await vscode.commands.getCommands(true)
    equal(
      commands.map(({ id }) => id).filter((id) => !known.includes(id)),
      [],
    )
  })

  it('says that a document is checked', async () => {
    await show('asyncapi: 3.0.0\ninfo:\n  title: Orders\n  version: 1.0.0\n', 'yaml')
    await says('AsyncAPI: checked')
    ok(api.status().visible, 'the status item is hidden')
    ok(/Fast checks: done\./.test(api.status().detail), api.status().detail)
  })

  it('shows the page of a rule', async () => {
    await vscode.commands.executeCommand('asyncapiEventSource.openRuleDocs', 'event-source/no-compaction')
    await eventually('the page', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('no-compaction.md'))
  })

  it('leaves the syntax of JSON to the JSON extension while that validates', async () => {
    const settings = vscode.workspace.getConfiguration('json')
    const document = await show(broken, 'json')
    const all = await eventually('the JSON extension speaks', () => {
      const found = vscode.languages.getDiagnostics(document.uri)
      return found.length > 0 && found
    })
    await says('AsyncAPI: checked')
    ok(!all.some(isSyntax), 'the syntax error is said twice')
    try {
      await settings.update('validate.enable', false, vscode.ConfigurationTarget.Global)
      await eventually('our own word on it', () => vscode.languages.getDiagnostics(document.uri).some(isSyntax))
    } finally {
      await settings.update('validate.enable', undefined, vscode.ConfigurationTarget.Global)
    }
    await eventually('our own word is taken back', () => !vscode.languages.getDiagnostics(document.uri).some(isSyntax))
  })

  it('restarts the server and finds everything again', async () => {
    const document = await show('asyncapi: 3.0.0\n', 'yaml')
    const ours = () => vscode.languages.getDiagnostics(document.uri).some(({ source }) => source === 'asyncapi-event-source')
    await eventually('diagnostics', ours)
    await vscode.commands.executeCommand('asyncapiEventSource.restart')
    await eventually('diagnostics after the restart', ours)
    await says('AsyncAPI: checked')
  })

  it('starts a crashed server again, until it has crashed too often', async function () {
    // A web worker cannot be ended from outside, nor does every system tell who started a process.
    if (!killServer()) return this.skip()
    const document = await show('asyncapi: 3.0.0\n', 'yaml')
    const ours = () => vscode.languages.getDiagnostics(document.uri).some(({ source }) => source === 'asyncapi-event-source')
    await eventually('diagnostics after the crash', ours)
    for (let crash = 1; crash < crashLimit; crash++) await eventually(`crash ${crash + 1}`, killServer)
    await says('AsyncAPI: crashed')
    ok(api.status().visible, 'the status item is hidden')
    ok(!killServer(), 'another server runs')
    await vscode.commands.executeCommand('asyncapiEventSource.restart')
    await eventually('diagnostics after the restart', ours)
    await says('AsyncAPI: checked')
  })
})

async function show(content: string, language: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ content, language })
  await vscode.window.showTextDocument(document)
  return document
}

function isSyntax({ code }: vscode.Diagnostic): boolean {
  return (typeof code === 'object' ? code.value : code) === 'asyncapi/syntax'
}
