import { join } from 'node:path'
import { runTests } from '@vscode/test-electron'
import { ROOT } from '../../scripts/bundles.ts'
import { bundleSuite } from './harness/suite.ts'
import { temporaryWorkspace } from './harness/workspace.ts'

/** The same suite in a desktop VS Code, which is fetched: for where that can be done. */
const suite = join(ROOT, 'out', 'vscode-test', 'desktop.js')
await bundleSuite('cases', suite)
const workspace = await temporaryWorkspace(join(ROOT, 'examples'))
try {
  await runTests({
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: suite,
    launchArgs: [workspace.folder, '--disable-extensions', '--disable-workspace-trust', '--user-data-dir', workspace.data],
  })
} finally {
  await workspace.remove()
}
