import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { type Branch, type Edit, makeBranch, readBranch } from '../replay/branch/branch.ts'
import { parseSpot } from '../replay/branch/position.ts'
import { DefaultFolder } from '../replay/fold/default-folder.ts'
import type { EntityState, Folder, FoldRemark } from '../replay/fold/folder.ts'
import { ModuleError } from '../replay/fold/module.ts'
import { ReducerFolder } from '../replay/fold/reducer-folder.ts'
import { startFoldWorker } from '../replay/node/start-fold-worker.ts'
import { type Replayed, replay as run } from '../replay/replay.ts'
import type { Terminal } from './check.ts'
import { type ReplayArguments, readArguments, usage } from './replay/arguments.ts'
import { openChannel } from './replay/open-channel.ts'
import { openSource } from './replay/open-source.ts'
import { type Shown, showJson, showPretty } from './replay/show.ts'
import { readStates, sortedStates, stateLine } from './replay/states.ts'
import { auditCsv, auditJson } from '../replay/audit/write-audit.ts'

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
  let replayed: Replayed | undefined
  try {
    replayed = await open(asked, terminal)
    const problem = notThere(asked, replayed)
    if (problem !== undefined) return fail(problem)
    for (const remark of replayed.branchRemarks) terminal.stderr.write(`In the branch, ${remark}\n`)
    show(asked, replayed, terminal)
    return replayed.findings.hasErrors ? 1 : 0
  } catch (error) {
    return fail(messageOf(error))
  } finally {
    replayed?.folder.dispose()
  }
}

async function open(asked: ReplayArguments, terminal: Terminal): Promise<Replayed> {
  const cwd = terminal.cwd()
  const { channel, fold } = await openChannel(asked.document, asked.channel, cwd, (message) => terminal.stderr.write(`${message}\n`))
  const source = await openSource(asked.from, asked.document, cwd)
  const start = asked.start === undefined ? [] : readStates(resolve(cwd, asked.start), asked.start)
  const branch = branchOf(asked, cwd)
  const foldPath = asked.fold === undefined ? fold : resolve(cwd, asked.fold)
  const isWatched = terminal.stderr.isTTY === true
  const result = await run(channel, source, {
    ...asked,
    branch,
    started: new Set(start.map(({ entity }) => entity)),
    mostFindings: asked.audit === undefined ? mostFindings : Number.POSITIVE_INFINITY,
    makeFolder: (onRemark) => makeFolder(foldPath, onRemark, start),
    ...(isWatched && { onProgress: (events: number) => terminal.stderr.write(`\r${events.toLocaleString('en')} events`) }),
  }).finally(() => source.dispose())
  if (isWatched) terminal.stderr.write('\r\u001b[K')
  return result
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

function notThere({ entity }: ReplayArguments, { missing, has, folder }: Replayed): string | undefined {
  if (missing.length > 0) return `There is no event at ${missing.slice(0, 5).join(', ')}.`
  if (entity !== undefined && !has(entity) && !folder.state(entity)) return `There is no entity ${entity}.`
  return undefined
}

function show(asked: ReplayArguments, { events, entities, findings, folder }: Replayed, terminal: Terminal): void {
  const { entity, format, state: stateFile, audit } = asked
  const cwd = terminal.cwd()
  const all = sortedStates(folder).filter((one) => entity === undefined || one.entity === entity)
  if (stateFile !== undefined) writeStates(resolve(cwd, stateFile), all)
  const sorted = findings.sorted()
  if (audit !== undefined) writeFileSync(resolve(cwd, audit), /\.csv$/i.test(audit) ? auditCsv(sorted) : auditJson(sorted))
  const kept = new Map<string, number>()
  const first = sorted.filter(({ kind }) => {
    const before = kept.get(kind) ?? 0
    kept.set(kind, before + 1)
    return before < mostFindings
  })
  const states = entity !== undefined || Math.max(entities, all.length) <= mostStates ? all : undefined
  const shown: Shown = { events, entities, findings: first, counts: findings.counts, states }
  const { stdout, env } = terminal
  const colour = (stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb') || Boolean(env.FORCE_COLOR && env.FORCE_COLOR !== '0')
  stdout.write(format === 'json' ? showJson(shown) : showPretty(shown, colour, entity !== undefined || asked.at !== undefined))
}

function writeStates(path: string, states: readonly EntityState[]): void {
  const file = openSync(path, 'w')
  try {
    for (const state of states) writeSync(file, stateLine(state))
  } finally {
    closeSync(file)
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOENT' && 'path' in error) return `${String(error.path)} cannot be read: there is no such file.`
  return error.message
}
