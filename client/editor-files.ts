import { RelativePattern, Uri, workspace } from 'vscode'
import type { Files } from './files.ts'

/** The files as VS Code sees them, wherever they are. */
export const editorFiles: Files = {
  stat: (uri) => workspace.fs.stat(Uri.parse(uri)),
  read: (uri) => workspace.fs.readFile(Uri.parse(uri)),
  find: async (folder, include, exclude, limit) => {
    const found = await workspace.findFiles(new RelativePattern(Uri.parse(folder), include), exclude, limit)
    return found.map((uri) => uri.toString())
  },
}
