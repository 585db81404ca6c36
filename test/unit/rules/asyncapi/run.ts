import type { Span } from '../../../../server/document/node.ts'
import { Streams } from '../../../../server/eventsource/streams.ts'
import { Model } from '../../../../server/model/model.ts'
import type { RuleContext } from '../../../../server/rules/context.ts'
import type { Finding, Rule, Severity } from '../../../../server/rules/rule.ts'
import type { Workspace } from '../../../../server/workspace/workspace.ts'
import { readMarked } from '../../../kit/marks.ts'
import { openWorkspace, type Texts } from '../../../kit/workspace.ts'

export function contextOf(workspace: Workspace): RuleContext {
  const streams = new Streams({ matchingPattern: () => undefined })
  return {
    workspace,
    model: new Model(workspace),
    streams,
    envelope: () => ({ id: [], time: [], sequence: [], version: [], causation: [] }),
  }
}

export function findingsOf(rule: Rule<'document'>, context: RuleContext): Finding[] {
  return context.model.documents.flatMap((document) => [...rule.check(document, context)])
}

export function spanOf({ at, part, within }: Finding): Span {
  const span = at.file.source?.roots[at.document]?.locate(at.path, part)
  if (!span) throw new Error(`nothing stands at ${at.uri}#${at.pointer}`)
  return within ? { from: span.from + within.from, to: span.from + within.to } : span
}

/** What is said, as `file: text it is said of: message`, with the severity where it is a quieter one. */
export function said(rule: Rule<'document'>, texts: Texts | string, workspace?: Workspace): string[] {
  const open = workspace ?? openWorkspace(typeof texts === 'string' ? { 'document.yaml': texts } : texts)
  return findingsOf(rule, contextOf(open)).map((finding) => {
    const { from, to } = spanOf(finding)
    const file = finding.at.uri.slice(finding.at.uri.lastIndexOf('/') + 1)
    const severity: Severity | undefined = finding.severity
    const text = (finding.at.file.source?.text ?? '').slice(from, to)
    return `${file}: ${text}: ${severity ? `(${severity}) ` : ''}${finding.message}`
  })
}

/** The marks of a rule's examples, and what the rule says of them: two equal lists where they agree. */
export function held(
  rule: Rule<'document'>,
): { readonly title: string; readonly marked: readonly string[]; readonly found: readonly string[] }[] {
  return rule.examples.map(({ title, text }) => {
    const files = readMarked(text)
    const context = contextOf(openWorkspace(Object.fromEntries(files.map((file) => [file.path, file.text]))))
    const marked = files.flatMap(({ path, text: whole, marks }) => marks.map(({ from, to }) => `${path} ${from}: ${whole.slice(from, to)}`))
    const found = findingsOf(rule, context).map((finding) => {
      const { from, to } = spanOf(finding)
      const text = finding.at.file.source?.text ?? ''
      const end = text.indexOf('\n', from)
      return `${finding.at.uri.slice('file:///w/'.length)} ${from}: ${text.slice(from, end < 0 ? to : Math.min(to, end))}`
    })
    return { title, marked: marked.sort(), found: found.sort() }
  })
}
