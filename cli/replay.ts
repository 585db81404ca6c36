import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type { Finding } from '../replay/audit/finding.ts'
import { csvLines, jsonLines } from '../replay/audit/write-audit.ts'
import { type Branch, type Edit, makeBranch, readBranch } from '../replay/branch/branch.ts'
import { parseSpot } from '../replay/branch/position.ts'
import { DefaultFolder } from '../replay/fold/default-folder.ts'
import type { EntityState, Folder, FoldRemark } from '../replay/fold/folder.ts'
import { ModuleError } from '../replay/fold/module.ts'
import { ReducerFolder } from '../replay/fold/reducer-folder.ts'
import { folderStorage } from '../replay/node/files.ts'
import { startFoldWorker } from '../replay/node/start-fold-worker.ts'
import type { Terminal } from './check.ts'
import { type ReplayArguments, readArguments, usage } from './replay/arguments.ts'
import { openChannel } from './replay/open-channel.ts'
import { openSource } from './replay/open-source.ts'
import { loaded, type Outcome, replayed } from './replay/outcome.ts'
import { type Shown, showJson, showPretty } from './replay/show.ts'
import { readStates, stateLine } from './replay/states.ts'

/** States are printed when there are so many entities or fewer. */
const mostStates = 100
/** So many findings of a kind are printed. */
const mostFindings = 1_000

/** Runs `replay`; resolves to the exit code. */
export async function replay(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const fail = (message: string): 2 => {
    terminal.stderr.write(`${message}\n`)
    return 2
  }
  let asked: ReplayArguments | 'help'
  try {
    asked = readArguments(args)
  } catch (error) {
    return fail(`${messageOf(error)}\n\n${usage}`)
  }
  if (asked === 'help') {
    terminal.stdout.write(usage)
    return 0
  }
  let work: Work | undefined
  try {
    work = await begin(asked, terminal)
    const outcome = await work.run()
    const problem = await notThere(asked, outcome)
    if (problem !== undefined) return fail(problem)
    for (const remark of outcome.branchRemarks) terminal.stderr.write(`In the branch, ${remark}\n`)
    await show(asked, outcome, terminal)
    return outcome.hasErrors ? 1 : 0
  } catch (error) {
    return fail(messageOf(error))
  } finally {
    await work?.end()
  }
}

/** What has to be ended whatever comes of it. */
interface Work {
  run(): Promise<Outcome>
  end(): Promise<void>
}

async function begin(asked: ReplayArguments, terminal: Terminal): Promise<Work> {
  const cwd = terminal.cwd()
  const { channel, fold } = await openChannel(asked.document, asked.channel, cwd, (message) => terminal.stderr.write(`${message}\n`))
  const branch = branchOf(asked, cwd)
  const foldPath = asked.fold === undefined ? fold : resolve(cwd, asked.fold)
  const isQuick = branch === undefined && foldPath === undefined
  let folder: string | undefined
  const storage = {
    make: (name: string) => folderStorage((folder ??= mkdtempSync(join(tmpdir(), 'asyncapi-event-source-')))).make(name),
  }
  const source = await openSource(asked.from, asked.document, cwd, isQuick ? storage : undefined)
  const start = asked.start === undefined ? [] : readStates(resolve(cwd, asked.start), asked.start)
  const isWatched = terminal.stderr.isTTY === true
  const options = {
    ...asked,
    branch,
    ...(isWatched && { onProgress: (events: number) => terminal.stderr.write(`\r${events.toLocaleString('en')} events`) }),
  }
  let outcome: Outcome | undefined
  return {
    async run() {
      outcome = isQuick
        ? await loaded(channel, source, options, start)
        : await replayed(channel, source, {
            ...options,
            started: new Set(start.map(({ entity }) => entity)),
            mostFindings: asked.audit === undefined ? mostFindings : Number.POSITIVE_INFINITY,
            makeFolder: (onRemark) => makeFolder(foldPath, onRemark, start),
          })
      if (isWatched) terminal.stderr.write('\r\u001b[K')
      return outcome
    },
    async end() {
      outcome?.dispose()
      await source.dispose()
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function makeFolder(path: string | undefined, onRemark: FoldRemark, start: readonly EntityState[]): Promise<Folder> {
  if (path === undefined) return new DefaultFolder(start)
  const folder = new ReducerFolder(
    { text: readFileSync(path, 'utf8'), file: path, isTypeScript: !/\.[cm]?js$/.test(path) },
    startFoldWorker,
    onRemark,
    start,
  )
  try {
    await folder.load()
  } catch (error) {
    const line = error instanceof ModuleError && error.line !== undefined ? `:${error.line}` : ''
    throw new Error(`${basename(path)}${line} cannot be used: ${messageOf(error)}`)
  }
  return folder
}

function branchOf({ branch, drop }: ReplayArguments, cwd: string): Branch | undefined {
  if (branch === undefined && drop.length === 0) return undefined
  const edits: Edit[] = branch === undefined ? [] : readBranch(readFileSync(resolve(cwd, branch), 'utf8'))
  for (const text of drop) {
    const at = parseSpot(text)
    if (!at) throw new Error(`--drop takes a position; it is ${text}.`)
    edits.push({ kind: 'drop', at })
  }
  return makeBranch(edits)
}

async function notThere({ entity }: ReplayArguments, { missing, has, states }: Outcome): Promise<string | undefined> {
  if (missing.length > 0) return `There is no event at ${missing.slice(0, 5).join(', ')}.`
  if (entity !== undefined && !has(entity) && (await upTo(1, states(entity)))?.length === 0) return `There is no entity ${entity}.`
  return undefined
}

async function show(asked: ReplayArguments, outcome: Outcome, terminal: Terminal): Promise<void> {
  const { entity, format, state: stateFile, audit } = asked
  const { events, entities, counts } = outcome
  const cwd = terminal.cwd()
  if (stateFile !== undefined) await writeStates(resolve(cwd, stateFile), outcome.states(entity))
  if (audit !== undefined) {
    const findings = outcome.findings()
    writeLines(resolve(cwd, audit), /\.csv$/i.test(audit) ? csvLines(findings) : jsonLines(findings))
  }
  const states = entity !== undefined || entities <= mostStates ? await upTo(mostStates, outcome.states(entity)) : undefined
  const shown: Shown = { events, entities, findings: firstOfKinds(outcome), counts, states }
  const { stdout, env } = terminal
  const colour = (stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb') || Boolean(env.FORCE_COLOR && env.FORCE_COLOR !== '0')
  stdout.write(format === 'json' ? showJson(shown) : showPretty(shown, colour, entity !== undefined || asked.at !== undefined))
}

function firstOfKinds(outcome: Outcome): Finding[] {
  const kept = new Map<string, number>()
  const first: Finding[] = []
  for (const finding of outcome.findings()) {
    const before = kept.get(finding.kind) ?? 0
    kept.set(finding.kind, before + 1)
    if (before < mostFindings) first.push(finding)
  }
  return first
}

/** All of them, where they are no more than so many. */
async function upTo(most: number, states: AsyncIterable<EntityState>): Promise<EntityState[] | undefined> {
  const all: EntityState[] = []
  for await (const state of states) if (all.push(state) > most) return undefined
  return all
}

async function writeStates(path: string, states: AsyncIterable<EntityState>): Promise<void> {
  const file = openSync(path, 'w')
  try {
    for await (const state of states) writeSync(file, stateLine(state))
  } finally {
    closeSync(file)
  }
}

function writeLines(path: string, lines: Iterable<string>): void {
  const file = openSync(path, 'w')
  try {
    for (const line of lines) writeSync(file, line)
  } finally {
    closeSync(file)
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOENT' && 'path' in error) return `${String(error.path)} cannot be read: there is no such file.`
  return error.message
}
