import { isInside } from '../../shared/uri.ts'
import type { RuleContext } from '../rules/context.ts'
import type { Rule } from '../rules/rule.ts'
import { Cell } from '../workspace/cells.ts'
import type { Found } from './document-check.ts'

/** The rules that look at all documents of one workspace folder together. */
export class WorkspaceCheck {
  readonly folder: string
  readonly #cells: readonly Cell<readonly Found[]>[]

  constructor(folder: string, rules: readonly Rule<'workspace'>[], context: RuleContext, onError: (rule: Rule, error: unknown) => void) {
    this.folder = folder
    const { workspace, model } = context
    const documents = new Cell(workspace.clock, () =>
      workspace.members
        .filter((file) => isInside(folder, file.uri))
        .flatMap((file) => file.documents)
        .map((root) => model.document(root)),
    )
    this.#cells = rules.map(
      (rule) =>
        new Cell(workspace.clock, () => {
          const untyped = rule as unknown as Rule
          try {
            return [...rule.check(documents.get(), context)].map((finding) => ({ rule: untyped, finding, channel: undefined }))
          } catch (error) {
            onError(untyped, error)
            return []
          }
        }),
    )
  }

  *steps(): Generator<void, readonly Found[]> {
    const found: Found[] = []
    for (const cell of this.#cells) {
      found.push(...cell.get())
      yield
    }
    return found
  }
}
