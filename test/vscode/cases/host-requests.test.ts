import * as vscode from 'vscode'
import { editorFiles } from '../../../client/editor-files.ts'
import { listFiles, readText } from '../../../client/files.ts'
import { equal, ok } from '../suite/assert.ts'

describe('what the client reads for a server that cannot', () => {
  const names = ['a.yaml', 'b.yml', 'deep/c.json', 'deep/er/d.jsonc', '.e.yaml', '.gitignore', 'deep/.gitignore']
  const others = ['f.txt', 'node_modules/g.yaml', 'deep/node_modules/h/i.json', '.hidden/j.yaml', 'deep/.hidden/er/k.yaml']
  let root: vscode.Uri
  let folder: vscode.Uri

  before(async () => {
    const [workspaceFolder] = vscode.workspace.workspaceFolders ?? []
    ok(workspaceFolder, 'no folder is open')
    root = workspaceFolder.uri
    folder = vscode.Uri.joinPath(root, 'host-requests')
    const bytes = new TextEncoder().encode('text: ü\n')
    for (const name of [...names, ...others]) await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), bytes)
  })

  after(() => vscode.workspace.fs.delete(folder, { recursive: true }))

  it('lists what may be ours, and what says which of it git ignores', async () => {
    const { files, ignoreFiles, complete } = await listFiles(editorFiles, { folder: folder.toString(), limit: 100 })
    const base = `${folder}/`
    equal([...files, ...ignoreFiles].map((uri) => uri.slice(base.length)).sort(), [...names].sort())
    ok(complete, 'it says that there is more')
    ok(!(await listFiles(editorFiles, { folder: folder.toString(), limit: 2 })).complete, 'it hides that there is more')
  })

  it('reads a text, and says why there is none', async () => {
    const read = (uri: vscode.Uri, limit = 100) => readText(editorFiles, new TextDecoder(), { uri: uri.toString(), limit })
    equal(await read(vscode.Uri.joinPath(folder, 'a.yaml')), { text: 'text: ü\n' })
    equal(await read(vscode.Uri.joinPath(folder, 'a.yaml'), 3), { problem: 'too-big' })
    equal(await read(vscode.Uri.joinPath(folder, 'z.yaml')), { problem: 'missing' })
    equal(await read(folder), { problem: 'not-a-file' })
    equal(await read(vscode.Uri.parse('no-such-scheme:/a.yaml')), { problem: 'missing' })
  })
})
