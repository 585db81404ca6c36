import type { Span } from '../../server/document/node.ts'
import { Histories, type Past } from '../../server/eventsource/history/histories.ts'
import { Streams } from '../../server/eventsource/streams.ts'
import { Model } from '../../server/model/model.ts'
import type { RuleContext } from '../../server/rules/context.ts'
import type { Finding, Rule, Spot } from '../../server/rules/rule.ts'
import type { Workspace } from '../../server/workspace/workspace.ts'
import { firstLine, readMarked } from './marks.ts'
import { folder, openWorkspace, type Texts } from './workspace.ts'

/** What rules are given, with the default settings; `patterns` is the setting `channels` as a function. */
export function contextOf(
  workspace: Workspace,
  patterns: (key: string, address?: string) => string | undefined = () => undefined,
): RuleContext {
  return {
    workspace,
    model: new Model(workspace),
    streams: new Streams({ matchingPattern: (_, key, address) => patterns(key, address) }),
    envelope: () => envelopeNames,
  }
}

const envelopeNames = {
  id: ['id', 'eventId', 'messageId'],
  time: ['time', 'occurredAt', 'occurredOn', 'timestamp', 'eventTime', 'sentAt', 'publishedAt'],
  sequence: ['sequence', 'sequenceNumber', 'aggregateVersion', 'revision'],
  version: ['version', 'schemaVersion', 'eventVersion', 'dataschema'],
  causation: ['causationId'],
}

/** All that a rule says in a workspace, in no order. */
export function findingsOf(rule: Rule, context: RuleContext, before?: RuleContext): Finding[] {
  const { model, streams } = context
  const { documents } = model
  const all = (): Iterable<Finding>[] => {
    switch (rule.on) {
      case 'document':
        return documents.map((document) => (rule as Rule<'document'>).check(document, context))
      case 'channel':
        return documents.flatMap(({ ownChannels }) => ownChannels.map((channel) => (rule as Rule<'channel'>).check(channel, context)))
      case 'stream':
        return documents.flatMap((document) => streams.streamsOf(document).map((stream) => (rule as Rule<'stream'>).check(stream, context)))
      case 'message':
        return documents.flatMap((document) =>
          streams
            .streamsOf(document)
            .flatMap(({ messages }) => messages.map((message) => (rule as Rule<'message'>).check(message, context))),
        )
      case 'workspace':
        return [(rule as Rule<'workspace'>).check(documents, context)]
      case 'history': {
        const histories = new Histories(streams)
        return documents
          .flatMap((document) => histories.of(document, before && pastOf(document.uri, before), () => undefined))
          .map((history) => (rule as Rule<'history'>).check(history, context))
      }
    }
  }
  return all().flatMap((found) => [...found])
}

function pastOf(uri: string, { model, streams }: RuleContext): Past | undefined {
  const document = model.documents.find((one) => one.uri === uri)
  return document && { document, streams }
}

/** Where a finding stands in its file. */
function spanOf({ at, part, within }: Spot): Span {
  const span = at.file.source?.roots[at.document]?.locate(at.path, part)
  if (!span) throw new Error(`nothing stands at ${at.uri}#${at.pointer}`)
  return within ? { from: span.from + within.from, to: span.from + within.to } : span
}

/** A finding as a line: the file, the place, and the text of its first line. */
export function shown(finding: Spot): string {
  const text = finding.at.file.source?.text ?? ''
  return line(finding.at.uri.slice(folder.length + 1), text, firstLine(text, spanOf(finding)))
}

function line(path: string, text: string, { from, to }: Span): string {
  const row = text.slice(0, from).split('\n').length
  return `${path}:${row}:${from - text.lastIndexOf('\n', from - 1)} ${text.slice(from, to)}`
}

/** The marks of a marked text in the same form. */
export function marked(text: string): { readonly texts: Texts; readonly lines: readonly string[] } {
  const files = readMarked(text)
  return {
    texts: Object.fromEntries(files.map((file) => [file.path, file.text])),
    lines: files.flatMap((file) => file.marks.map((mark) => line(file.path, file.text, mark))).sort(),
  }
}

/** What the rule says of a text, as sorted lines, each once. Files in `before/` are the older version of the others. */
export function saidOf(rule: Rule, text: string): string[] {
  const { now, before } = versions(marked(text).texts)
  const workspace = openWorkspace(now)
  const older = before && contextOf(openWorkspace(before, {}, workspace.clock))
  return [...new Set(findingsOf(rule, contextOf(workspace), older).map(shown))].sort()
}

const older = 'before/'

/** The two versions of a workspace, where there are two. */
function versions(texts: Texts): { readonly now: Texts; readonly before: Texts | undefined } {
  const [before, now] = [true, false].map((isOld) => Object.entries(texts).filter(([path]) => path.startsWith(older) === isOld))
  return {
    now: Object.fromEntries(now ?? []),
    before: before && before.length > 0 ? Object.fromEntries(before.map(([path, text]) => [path.slice(older.length), text])) : undefined,
  }
}
