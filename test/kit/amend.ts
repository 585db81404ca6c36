import type { Amendment } from '../../server/rules/rule.ts'
import type { Workspace } from '../../server/workspace/workspace.ts'

/** What amendments make of the files of a workspace, as plain data by URI: the meaning of a fix, without its text. Only files that change. */
export function amended(workspace: Workspace, amendments: readonly Amendment[]): Map<string, unknown> {
  const values = new Map<string, unknown>()
  for (const amendment of amendments) {
    const { at } = amendment
    const root = { '': values.get(at.uri) ?? structuredClone(workspace.file(at.uri).root(at.document).value) }
    apply(root, ['', ...at.path], amendment)
    values.set(at.uri, root[''])
  }
  return values
}

type Container = Record<string, unknown>

function apply(root: Container, path: readonly string[], amendment: Amendment): void {
  const key = path.at(-1) ?? ''
  const holder = path.slice(0, -1).reduce<unknown>((value, segment) => (value as Container)[segment], root) as Container
  const here = holder[key]
  switch (amendment.do) {
    case 'set':
      holder[key] = amendment.value
      return
    case 'insert':
      if (Object.hasOwn(here as Container, amendment.key)) throw new Error(`"${amendment.key}" is there already`)
      ;(here as Container)[amendment.key] = amendment.value
      return
    case 'append':
      ;(here as unknown[]).push(amendment.value)
      return
    case 'remove':
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
      return
    case 'rename':
      delete holder[key]
      holder[amendment.key] = here
  }
}
