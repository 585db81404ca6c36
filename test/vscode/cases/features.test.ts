import {
  type CodeAction,
  type CompletionList,
  commands,
  type DocumentSymbol,
  type Hover,
  type Location,
  MarkdownString,
  Position,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from 'vscode'
import { equal, eventually, ok } from '../suite/assert.ts'
import { code, ours, show } from '../suite/documents.ts'

describe('features', () => {
  it('applies a fix from the light bulb', async () => {
    const document = await show('broken/invoices.yaml')
    const finding = await eventually('no-compaction is said', () =>
      ours(document.uri).find((one) => code(one) === 'event-source/no-compaction'),
    )
    const { range } = finding
    const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, 'quickfix', 20)
    const fix = actions.find(({ title }) => title === 'Keep every event')
    ok(fix?.edit, `no fix among: ${actions.map(({ title }) => title).join(', ')}`)
    await workspace.applyEdit(fix.edit)
    await eventually('the finding is gone', () => ours(document.uri).every((one) => code(one) !== 'event-source/no-compaction'))
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  })

  it('links a finding to its page in the extension', async () => {
    const document = await show('broken/invoices.yaml')
    const finding = await eventually('no-compaction is said', () =>
      ours(document.uri).find((one) => code(one) === 'event-source/no-compaction'),
    )
    ok(typeof finding.code === 'object', 'the code has no link')
    const { target } = finding.code
    equal(
      [target.scheme, target.path, JSON.parse(target.query)],
      ['command', 'asyncapiEventSource.openRuleDocs', ['event-source/no-compaction']],
    )
    await commands.executeCommand(target.path, 'event-source/no-compaction')
    await eventually('the page is shown', () => window.tabGroups.activeTabGroup.activeTab?.label.includes('no-compaction.md'))
    await commands.executeCommand('workbench.action.closeActiveEditor')
  })

  it('completes keys that are missing', async () => {
    const document = await workspace.openTextDocument({ language: 'yaml', content: 'asyncapi: 3.0.0\nchannels: {}\n\n' })
    await window.showTextDocument(document)
    await eventually('keys are proposed', async () => {
      const list = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', document.uri, new Position(2, 0))
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label))
      return labels.includes('operations') && labels.includes('info') && !labels.includes('channels')
    })
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  })

  it('says why a channel is an event source', async () => {
    const document = await show('orders/event-source.json')
    await eventually('the hover says it', async () => {
      const hovers = await commands.executeCommand<Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        placeOf(document, '"EventSourceOrders"'),
      )
      return hovers.some(({ contents }) =>
        contents.some((one) => one instanceof MarkdownString && one.value.startsWith('**Event source**')),
      )
    })
  })

  it('follows a reference into another file, and outlines it', async () => {
    const document = await show('orders/shipping.yaml')
    const target = await eventually('the definition is found', async () => {
      const [first] = await commands.executeCommand<(Location | { targetUri: Uri })[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        placeOf(document, 'event-source.json#'),
      )
      return first && ('uri' in first ? first.uri : first.targetUri)
    })
    ok(target.path.endsWith('orders/event-source.json'), `it leads to ${target}`)
    const symbols = await commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri)
    ok(
      symbols.some(({ name }) => name === 'channels'),
      'the outline has no channels',
    )
  })
})

/** A place within the first occurrence of a text. */
function placeOf(document: TextDocument, text: string): Position {
  return document.positionAt(document.getText().indexOf(text) + 2)
}
