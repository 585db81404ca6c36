import type { Finding } from './finding.ts'

const columns = ['position', 'kind', 'severity', 'message', 'path', 'entity', 'file', 'line'] as const

/** A finding as the contract has it; what it does not have is left out. */
export function findingData(finding: Finding): Record<string, unknown> {
  return Object.fromEntries(columns.flatMap((name) => (finding[name] === undefined ? [] : [[name, finding[name]]])))
}

/** All findings as CSV (RFC 4180) with a header, a line at a time. */
export function* csvLines(findings: Iterable<Finding>): Generator<string> {
  yield `${columns.join()}\r\n`
  for (const finding of findings) yield `${columns.map((name) => cell(finding[name])).join()}\r\n`
}

/** All findings as one JSON array, one a line. */
export function* jsonLines(findings: Iterable<Finding>): Generator<string> {
  let before = '[\n'
  for (const finding of findings) {
    yield `${before}${JSON.stringify(findingData(finding))}`
    before = ',\n'
  }
  yield before === ',\n' ? '\n]\n' : '[]\n'
}

export function auditCsv(findings: Iterable<Finding>): string {
  return [...csvLines(findings)].join('')
}

export function auditJson(findings: Iterable<Finding>): string {
  return [...jsonLines(findings)].join('')
}

function cell(value: unknown): string {
  const text = value === undefined ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
