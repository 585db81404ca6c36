import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { ROOT } from '../../scripts/bundles.ts'
import { installVSCode } from '../../scripts/vscode/install.ts'
import { installExtension } from '../../scripts/vscode/server.ts'
import { packageExtension } from '../../scripts/vsix.ts'
import { runDocument } from './document.ts'
import { launchBrowser } from './harness/browser.ts'
import { runSuite } from './harness/run-suite.ts'
import { bundleSuite, type CaseResult } from './harness/suite.ts'
import { temporaryWorkspace } from './harness/workspace.ts'
import { runMap } from './map.ts'
import { runPreview } from './preview.ts'
import { runReplay } from './replay.ts'

const ID = 'asyncapi-event-source.asyncapi-event-source'
const OUT = join(ROOT, 'out', 'vscode-test')

interface Tools {
  readonly vscode: string
  readonly browser: Browser
}

/** The same cases in each host; `restricted` has its own, for a workspace that nobody trusts. */
const RUNS: Readonly<Record<string, (tools: Tools) => Promise<CaseResult[]>>> = {
  node: (tools) => runDeveloped(tools, 'node', 'cases'),
  web: (tools) => runDeveloped(tools, 'web', 'cases'),
  installed: runInstalled,
  preview: runPreview,
  map: runMap,
  document: runDocument,
  replay: runReplay,
  restricted: (tools) => runDeveloped(tools, 'node', 'restricted'),
}

const named = process.argv.slice(2).filter((name) => name in RUNS)
const vscode = await installVSCode(console.log)
const browser = await launchBrowser()
const results: CaseResult[] = []
for (const [name, start] of Object.entries(RUNS)) {
  if (named.length > 0 && !named.includes(name)) continue
  console.log(`\nVS Code, ${name}`)
  let cases = await start({ vscode, browser })
  // A workbench in a browser may be slower than its cases wait for: what fails is tried once more, and told.
  if (cases.some(({ state }) => state === 'failed')) {
    for (const one of cases) show(one)
    console.log(`VS Code, ${name}, once more`)
    cases = await start({ vscode, browser })
  }
  for (const result of cases) {
    results.push({ ...result, title: `${name}: ${result.title}` })
    show(result)
  }
}
await browser.close()
const count = (state: CaseResult['state']) => results.filter((result) => result.state === state).length
await writeFile(join(OUT, 'results.json'), JSON.stringify({ passed: count('passed'), failed: count('failed'), results }, null, 2))
console.log(`\n${count('passed')} passed, ${count('failed')} failed`)
process.exit(count('failed') > 0 || count('passed') === 0 ? 1 : 0)

/** The checkout itself as the extension under development. */
async function runDeveloped(tools: Tools, host: 'node' | 'web', cases: string): Promise<CaseResult[]> {
  // The suite has to lie inside the extension's folder, or it would run in the Node host always.
  const suite = join(OUT, `${cases}.js`)
  await bundleSuite(cases, suite)
  const workspace = await temporaryWorkspace(join(ROOT, 'examples'), host === 'web' ? { 'remote.extensionKind': { [ID]: ['web'] } } : {})
  try {
    return await runSuite({ ...tools, workspace, host, trust: cases === 'restricted', extension: ROOT, suite })
  } finally {
    await workspace.remove()
  }
}

/** The packaged extension, installed as a user would; the suite comes in a helper extension that holds nothing else. */
async function runInstalled(tools: Tools): Promise<CaseResult[]> {
  const helper = await mkdtemp(join(tmpdir(), 'suite-'))
  const workspace = await temporaryWorkspace(join(ROOT, 'examples'))
  try {
    const suite = join(helper, 'suite.js')
    await bundleSuite('cases', suite)
    const manifest = { name: 'suite', publisher: 'test', version: '0.0.1', engines: { vscode: '*' }, main: './suite.js' }
    await writeFile(join(helper, 'package.json'), JSON.stringify(manifest))
    const installed = join(workspace.data, 'extensions')
    await installExtension({ vscode: tools.vscode, data: workspace.data, extensions: installed }, await packageExtension(OUT))
    return await runSuite({ ...tools, workspace, host: 'node', extension: helper, suite, installed })
  } finally {
    await Promise.all([workspace.remove(), rm(helper, { recursive: true, force: true })])
  }
}

function show({ title, state, ms, error }: CaseResult): void {
  const mark = { passed: '✓', failed: '✗', skipped: '-' }[state]
  console.log(
    `  ${mark} ${title}${ms === undefined ? '' : ` (${ms} ms)`}${error === undefined ? '' : `\n${error.replace(/^/gm, '      ')}`}`,
  )
}
