import { type Diagnostic, extensions, Range, window, workspace } from 'vscode'
import type { ExtensionApi } from '../../../client/extension.ts'
import { equal, eventually } from '../suite/assert.ts'
import { code, fileUri, ours, show } from '../suite/documents.ts'

describe('diagnostics', () => {
  it('has none for the examples of the pattern', async () => {
    const extension = extensions.getExtension<ExtensionApi>('asyncapi-event-source.asyncapi-event-source')
    const api = await extension?.activate()
    for (const name of ['event-source.json', 'order-processing.json', 'shipping.yaml']) {
      const document = await show(`orders/${name}`)
      await eventually(`${name} is checked`, () => api?.status().text.endsWith('AsyncAPI: checked'))
      equal(ours(document.uri).map(text), [], name)
    }
    await found('broken/parcels.yaml', 'asyncapi/structure')
  })

  it('shows each kind of defect in the broken ones', async () => {
    await found('broken/parcels.yaml', 'asyncapi/structure', 'asyncapi/unresolved-ref', 'asyncapi/syntax', 'asyncapi/parameters')
    await found('broken/invoices.yaml', 'event-source/no-compaction', 'event-source/discriminator-required')
    await found('broken/invoicing-app.yaml', 'event-source/operation-through-channel')
    await found('broken/meters-2.6.yaml', 'event-source/correlation-id-resolves')
  })

  it('follows what is typed', async () => {
    const document = await workspace.openTextDocument({
      language: 'yaml',
      content: 'asyncapi: 3.0.0\ninfo:\n  title: Typed\n  version: 1.0.0\n',
    })
    const editor = await window.showTextDocument(document)
    await editor.edit((edit) => edit.insert(document.positionAt(document.getText().length), 'chanels: {}\n'))
    await eventually('a word on the misspelt key', () => ours(document.uri).some((one) => code(one) === 'asyncapi/structure'))
    await editor.edit((edit) => edit.replace(document.lineAt(4).range, 'channels: {}'))
    await eventually('nothing more to say', () => ours(document.uri).length === 0)
  })

  it('follows an edit in a file that a document refers to', async () => {
    const document = await show('orders/event-source.json')
    const reuser = fileUri('orders/shipping.yaml')
    const at = document.positionAt(document.getText().indexOf('"EventSourceOrders"') + 1)
    const editor = await window.showTextDocument(document)
    await editor.edit((edit) => edit.insert(at, 'X'))
    await eventually('the reference leads nowhere', () => ours(reuser).some((one) => code(one) === 'asyncapi/unresolved-ref'))
    await editor.edit((edit) => edit.delete(new Range(at, at.translate(0, 1))))
    await eventually('the reference leads somewhere again', () => ours(reuser).length === 0)
  })
})

/** Opens a file and waits until all these codes are among its diagnostics. */
async function found(path: string, ...codes: readonly string[]): Promise<void> {
  const { uri } = await show(path)
  for (const wanted of codes) await eventually(`${wanted} in ${path}`, () => ours(uri).some((one) => code(one) === wanted))
}

function text(diagnostic: Diagnostic): string {
  return `${diagnostic.range.start.line + 1} ${code(diagnostic)} ${diagnostic.message}`
}
