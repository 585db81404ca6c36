import type { ConventionFinding, ConventionGroup, Severity } from '../../../shared/preview-protocol.ts'
import type { Stream, StreamMessage } from '../../eventsource/stream.ts'
import { rules } from '../../rules/registry.ts'
import type { Rule } from '../../rules/rule.ts'
import type { Checks } from '../../validate/checks.ts'
import { severityOf } from '../../validate/config.ts'
import type { Problem } from '../../validate/problem.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import type { SourceFile } from '../../workspace/source-file.ts'
import { fixesOf } from '../fix-all.ts'
import { type Compared, problemsOf } from './compared.ts'

/** A problem that speaks of a stream, with the message that it speaks of. */
export interface Said {
  readonly problem: Problem
  readonly at: Cursor
  readonly rule: Rule
  readonly about: StreamMessage | undefined
}

/** So many findings of a group have their fix beside them: to ask for one may cost a look at the whole set. An open message has all of its own. */
const mostFixes = 50

/** What is known of a stream that holds. */
interface Facts {
  readonly compared: Compared | undefined
  readonly markAt: string | undefined
  /** Documents that append or read. */
  readonly users: number
}

/** The groups of conventions, in the order of the page, and the rules of each. What no group names is left to the Problems view. */
const groups: readonly (readonly [string, RegExp])[] = [
  [
    'Immutable message set',
    /^event-source\/(no-|unbounded-|durable-|fine-grained|single-message|stream-split|retired-sent|message-set|event-data|declaration|not-server|subject-)/,
  ],
  ['Discriminators', /^event-source\/discriminator-/],
  ['Correlation ids', /^event-source\/(correlation-id-|key-is-correlation)/],
  ['Reuse by $ref', /^event-source\/(reuse-|copied-|operation-through-channel|ref-siblings)/],
  ['Envelope', /^event-source\/(event-id|event-time|sequence|schema-version|causation-id|sensitive-data)/],
  ['History', /^history\//],
]

/** Whether a rule belongs to one of the groups: only then the pages count its findings. */
export function isConvention(code: string): boolean {
  return groups.some(([, pattern]) => pattern.test(code))
}

/** What holds, in a few words. */
const sayings: Readonly<Record<string, (facts: Facts) => string | undefined>> = {
  Discriminators: ({ markAt }) => (markAt === undefined ? undefined : `every message is told apart by \`${markAt}\``),
  'Reuse by $ref': ({ users }) =>
    users === 0 ? undefined : `${users} application${users === 1 ? '' : 's'} reuse${users === 1 ? 's' : ''} this channel`,
}

/** What is said of the stream in all files that have a part of it, in the order of the texts. */
export function saidOf(stream: Stream, compared: Compared | undefined, checks: Checks): Said[] {
  const { channel } = stream
  const operations = checks.context.model.documents.flatMap((document) => document.operationsOn(channel.cursor))
  const parts = new Map<Cursor, StreamMessage>()
  for (const one of stream.messages) {
    const { target, entry, payload, headers } = one.message
    for (const at of [payload.cursor, headers.cursor]) if (at && !parts.has(at)) parts.set(at, one)
    for (const at of [target, entry]) if (at) parts.set(at, one)
  }
  const places = new Set([channel.cursor, ...operations.map(({ entry }) => entry)])
  const files = new Set([...places, ...parts.keys()].map(({ file }) => file))
  return problemsIn(files, compared, checks).flatMap((problem): Said[] => {
    const { found } = problem
    if (!found) return []
    const { at } = found.finding
    let about: StreamMessage | undefined
    let isOurs = found.channel === channel
    for (let here: Cursor | undefined = at; here; here = here.parent) {
      about ??= parts.get(here)
      isOurs ||= about !== undefined || places.has(here)
    }
    return isOurs ? [{ problem, at, rule: found.rule, about }] : []
  })
}

/** What is said of the usual baseline does not hold for another one that somebody asked for. */
function problemsIn(files: ReadonlySet<SourceFile>, compared: Compared | undefined, checks: Checks): Problem[] {
  const known = [...files].flatMap((file) => checks.checker.problemsOf(file))
  if (!compared?.isAsked) return known
  const others = known.filter(({ found }) => found?.rule.on !== 'history')
  return compared.history ? [...others, ...problemsOf(compared.history, checks)] : others
}

/** The groups with what holds and what does not. A rule is held against each of its subjects: the stream, or each message. */
export function conventionGroups(stream: Stream, said: readonly Said[], checks: Checks, facts: Facts): ConventionGroup[] {
  const config = checks.config.of(stream.channel.cursor.uri)
  const { compared } = facts
  const hasHistory = compared?.history !== undefined
  return groups.flatMap(([title, pattern]) => {
    const members = rules.filter(({ meta }) => pattern.test(meta.id) && severityOf(meta, undefined, config) !== 'off')
    const findings = said.filter(({ problem }) => pattern.test(problem.code))
    let holds = 0
    let of = 0
    for (const rule of members) {
      const own = findings.filter((one) => one.rule.meta.id === rule.meta.id)
      const subjects = subjectsOf(rule, stream, hasHistory)
      const failing = rule.on === 'message' ? new Set(own.map(({ about }) => about)).size : Math.min(own.length, 1)
      of += subjects
      holds += subjects - Math.min(failing, subjects)
    }
    return of === 0 && findings.length === 0
      ? []
      : [
          {
            title: title === 'History' && compared ? `History since ${compared.label}` : title,
            holds,
            of,
            say: findings.length === 0 ? sayings[title]?.(facts) : undefined,
            findings: findings.map((one, index) => findingRow(one, checks, index < mostFixes)),
          },
        ]
  })
}

function subjectsOf({ on }: Rule, stream: Stream, hasHistory: boolean): number {
  if (on === 'message') return stream.messages.length
  return on === 'history' && !hasHistory ? 0 : 1
}

/** A finding as the page lists it; `withFix` asks the rule what it would do. */
export function findingRow({ problem, at, about }: Said, checks: Checks, withFix = true): ConventionFinding {
  return {
    code: problem.code,
    place: at.place,
    message: problem.message,
    severity: problem.severity,
    about: about?.label,
    fix: withFix ? fixesOf(problem, checks)[0]?.title : undefined,
  }
}

/** The gravest of some findings; a hint is none to a page. */
export function worstOf(said: readonly { readonly problem: Problem }[]): Exclude<Severity, 'hint'> | undefined {
  return (['error', 'warning', 'info'] as const).find((severity) => said.some(({ problem }) => problem.severity === severity))
}
