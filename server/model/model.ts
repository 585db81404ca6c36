import type { Cursor } from '../workspace/cursor.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { Document } from './document.ts'

/** What the documents of a workspace say. The same place always gives the same object; all of it is worked out when it is asked for. */
export class Model {
  readonly workspace: Workspace
  readonly #documents = new WeakMap<Cursor, Document>()

  constructor(workspace: Workspace) {
    this.workspace = workspace
  }

  /** The document at a root. */
  document(root: Cursor): Document {
    let document = this.#documents.get(root)
    if (!document) {
      document = new Document(this, root)
      this.#documents.set(root, document)
    }
    return document
  }

  /** Every AsyncAPI document of the workspace, in the order of their URIs. */
  get documents(): Document[] {
    return this.workspace.members.flatMap((file) => file.documents.map((root) => this.document(root)))
  }

  /** The document that a place lies in; `undefined` where its file holds parts only. */
  documentOf(cursor: Cursor): Document | undefined {
    const { root } = cursor
    return root.at('asyncapi').exists ? this.document(root) : undefined
  }
}
