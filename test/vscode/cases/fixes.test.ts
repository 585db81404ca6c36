import { type CodeAction, commands, type Diagnostic, languages, Uri, window, workspace } from 'vscode'
import { eventually, ok } from '../suite/assert.ts'

describe('quick fixes', () => {
  it('mend what is reported, and it is gone', async () => {
    const [folder] = workspace.workspaceFolders ?? []
    ok(folder, 'no folder is open')
    const uri = Uri.joinPath(folder.uri, 'broken', 'meters-2.6.yaml')
    const document = await workspace.openTextDocument(uri)
    await window.showTextDocument(document)
    const compaction = () => languages.getDiagnostics(uri).find((one) => code(one) === 'event-source/no-compaction')
    const { range } = await eventually('a word on compaction', compaction)
    const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range, 'quickfix', 10)
    const fix = actions.find(({ title, edit }) => title === 'Keep every event' && edit !== undefined)
    ok(fix?.edit, `no fix among: ${actions.map(({ title }) => title).join(', ')}`)
    ok(await workspace.applyEdit(fix.edit), 'the edit cannot be applied')
    await eventually('no word on compaction', () => compaction() === undefined)
    ok(document.isDirty, 'the text is as it was')
  })
})

function code({ code }: Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code
}
