import { workspace } from 'vscode'
import { ok } from '../suite/assert.ts'

describe('a workspace that nobody trusts', () => {
  it('is not trusted', () => ok(!workspace.isTrusted, 'the workspace is trusted'))
})
