import { languages, Uri, workspace } from 'vscode'
import { eventually, ok } from '../suite/assert.ts'

describe('diagnostics', () => {
  it('shows what is wrong with a broken example', async () => {
    const [folder] = workspace.workspaceFolders ?? []
    ok(folder, 'no folder is open')
    const [file] = await workspace.findFiles('broken/**/*.{json,yaml,yml}', null, 1)
    ok(file, 'there is no broken example')
    await workspace.openTextDocument(Uri.from(file))
    await eventually(`diagnostics of ${file.path}`, () =>
      languages.getDiagnostics(file).some((diagnostic) => diagnostic.source === 'asyncapi-event-source'),
    )
  })
})
