import pc from 'picocolors'
import type { Finding } from '../../replay/audit/finding.ts'
import { severities } from '../../replay/audit/finding.ts'
import { findingData } from '../../replay/audit/write-audit.ts'
import type { EntityState } from '../../replay/fold/folder.ts'
import { writeJson, writePretty } from '../../replay/json/write.ts'

/** What is shown of a replay. */
export interface Shown {
  readonly events: number
  readonly entities: number
  /** In the order of the log, the first of each kind. */
  readonly findings: readonly Finding[]
  readonly counts: ReadonlyMap<string, number>
  /** `undefined` where they are too many. */
  readonly states: readonly EntityState[] | undefined
}

/** The one object of `--format json`. */
export function showJson({ events, entities, findings, counts, states }: Shown): string {
  const members = [
    `"events":${events}`,
    `"entities":${entities}`,
    `"findings":${JSON.stringify(findings.map(findingData))}`,
    `"counts":${JSON.stringify(Object.fromEntries(counts))}`,
  ]
  if (states) members.push(`"states":{${states.map(({ entity, state }) => `${JSON.stringify(entity)}:${writeJson(state)}`).join()}}`)
  return `{${members.join()}}\n`
}

const mostOfKind = 10

/** For people: the counts, the first findings of each kind, and the state where it was asked for. */
export function showPretty({ events, entities, findings, counts, states }: Shown, colour: boolean, showStates: boolean): string {
  const paint = pc.createColors(colour)
  const lines = [`${count(events, 'event', 'events')} of ${count(entities, 'entity', 'entities')}`]
  for (const [kind, severity] of Object.entries(severities)) {
    const own = findings.filter((finding) => finding.kind === kind)
    if (own.length === 0) continue
    const total = counts.get(kind) ?? own.length
    lines.push('', `${severity === 'error' ? paint.red(severity) : paint.yellow(severity)} ${paint.bold(kind)} ${paint.dim(`(${total})`)}`)
    for (const finding of own.slice(0, mostOfKind)) lines.push(line(finding, paint))
    if (total > mostOfKind) lines.push(paint.dim(`  … and ${total - mostOfKind} more`))
  }
  if (showStates)
    for (const { entity, version, at, state } of states ?? []) {
      lines.push('', `${paint.bold(entity)} ${paint.dim(`version ${version}${at === null ? '' : `, ${at}`}`)}`, writePretty(state))
    }
  const errors = total(counts, 'error')
  const warnings = total(counts, 'warning')
  lines.push(
    '',
    errors + warnings === 0
      ? paint.green('No findings.')
      : `${count(errors, 'error', 'errors')}, ${count(warnings, 'warning', 'warnings')}`,
  )
  return `${lines.join('\n')}\n`
}

function line({ position, file, line: at, entity, path, message }: Finding, paint: ReturnType<typeof pc.createColors>): string {
  const place = file === undefined ? String(position) : `${position} (${file}:${at})`
  const whose = entity === undefined ? '' : ` ${paint.cyan(entity)}`
  return `  ${place}${whose}${path ? ` ${paint.dim(path)}` : ''}  ${printable(message)}`
}

/** Without what a terminal would take for a command. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd')
}

function total(counts: ReadonlyMap<string, number>, severity: string): number {
  return [...counts].reduce((sum, [kind, number]) => sum + (severities[kind as keyof typeof severities] === severity ? number : 0), 0)
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}
