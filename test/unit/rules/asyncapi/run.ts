import type { Span } from '../../../../server/document/node.ts'
import { Streams } from '../../../../server/eventsource/streams.ts'
import { Model } from '../../../../server/model/model.ts'
import type { RuleContext } from '../../../../server/rules/context.ts'
import type { Finding, Rule, Severity } from '../../../../server/rules/rule.ts'
import type { Workspace } from '../../../../server/workspace/workspace.ts'
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

function spanOf({ at, part, within }: Finding): Span {
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
