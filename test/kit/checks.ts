import { rules } from '../../server/rules/registry.ts'
import { reports } from '../../server/rules/reports.ts'
import type { BaselinesOptions } from '../../server/validate/baselines.ts'
import type { ParserAccess } from '../../server/validate/checker.ts'
import { Checks } from '../../server/validate/checks.ts'
import type { Config } from '../../server/validate/config.ts'
import type { Problem } from '../../server/validate/problem.ts'
import type { Host } from '../../server/workspace/host.ts'
import { folder, memoryHost, type Texts, uriOf } from './workspace.ts'

/** One set of problems that was published of a file: `line:code` of each. */
export interface Published {
  readonly file: string
  readonly problems: readonly string[]
}

export interface CheckedOptions {
  readonly settings?: Config
  readonly parser?: Omit<ParserAccess, 'end'>
  /** A repository: the files of each revision. `base` is the merge base. */
  readonly revisions?: Record<string, Texts>
  readonly baseline?: Partial<BaselinesOptions>
}

/** A workspace in memory with everything that checks it; what is published is kept in order. */
export class Checked {
  readonly files: Record<string, string>
  readonly published: Published[] = []
  readonly logged: string[] = []
  readonly checks: Checks

  constructor(files: Texts, { settings = {}, parser, revisions, baseline }: CheckedOptions = {}) {
    this.files = { ...files }
    this.checks = new Checks({
      host: { ...memoryHost(this.files), ...(revisions && versions(revisions)) },
      baseline: { isAllowed: () => true, all: false, inform: (message) => this.logged.push(message), ...baseline },
      workspace: { folders: [folder], readOutside: false, readRemote: false },
      settings,
      rules,
      reports,
      parser: parser && { ...parser, end: () => {} },
      publish: (file, problems) => {
        this.published.push({ file: file.uri.slice(folder.length + 1), problems: shown(problems, file.source?.text ?? '') })
      },
      onProgress: () => {},
      log: (message) => this.logged.push(message),
    })
  }

  /** Finds all documents on the disk and checks them. */
  async scan(): Promise<void> {
    await this.checks.workspace.scan(
      () => {},
      () => false,
    )
    this.checks.checker.checkAll()
    await this.checks.checker.idle()
  }

  async open(path: string, text = this.files[path] ?? ''): Promise<void> {
    await this.checks.checker.opened(this.checks.workspace.open(uriOf(path), text, 1))
    await this.checks.checker.idle()
  }

  /** Replaces the first occurrence of some text in an open file; not awaited, as one types. */
  type(path: string, before: string, after: string): void {
    const file = this.checks.workspace.file(uriOf(path))
    const from = file.source?.text.indexOf(before) ?? -1
    if (from < 0) throw new Error(`${path} has no ${before}`)
    const changes = [{ from, to: from + before.length, insert: after }]
    this.checks.workspace.change(file.uri, changes, (file.version ?? 0) + 1)
    this.checks.checker.changed(file, changes)
  }

  async close(path: string): Promise<void> {
    this.checks.checker.closed(await this.checks.workspace.close(uriOf(path)))
    await this.checks.checker.idle()
  }

  /** Something happened to files on the disk, which `files` already has. */
  async onDisk(type: 'created' | 'changed' | 'deleted', ...paths: string[]): Promise<void> {
    const changes = paths.map((path) => ({ uri: uriOf(path), type }))
    for (const file of await this.checks.workspace.changedOnDisk(changes)) this.checks.checker.touched(file)
    await this.checks.checker.idle()
  }

  /** What was last published of a file. */
  shown(path: string): readonly string[] {
    return this.published.findLast(({ file }) => file === path)?.problems ?? []
  }
}

function versions(revisions: Record<string, Texts>): Pick<Host, 'readAt' | 'commitAt' | 'mergeBase'> {
  return {
    readAt: (commit, uri, limit) => memoryHost({ ...revisions[commit] }).read(uri, limit, undefined),
    commitAt: async (revision) => (revision in revisions ? revision : undefined),
    mergeBase: async () => ('base' in revisions ? 'base' : undefined),
  }
}

function shown(problems: readonly Problem[], text: string): string[] {
  return problems.map(({ span, code }) => `${text.slice(0, span.from).split('\n').length}:${code}`)
}
