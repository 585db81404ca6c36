import type { Finding } from './finding.ts'

const columns = ['position', 'kind', 'severity', 'message', 'path', 'entity', 'file', 'line'] as const

/** A finding as the contract has it; what it does not have is left out. */
export function findingData(finding: Finding): Record<string, unknown> {
  return Object.fromEntries(columns.flatMap((name) => (finding[name] === undefined ? [] : [[name, finding[name]]])))
}

/** All findings as CSV (RFC 4180) with a header. */
export function auditCsv(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => columns.map((name) => cell(finding[name])).join())
  return `${[columns.join(), ...rows].join('\r\n')}\r\n`
}

export function auditJson(findings: readonly Finding[]): string {
  return findings.length === 0 ? '[]\n' : `[\n${findings.map((finding) => JSON.stringify(findingData(finding))).join(',\n')}\n]\n`
}

function cell(value: unknown): string {
  const text = value === undefined ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
