import type { CheckDiagnostic, Format } from '../result.ts'

/** JUnit's XML: a suite a file, a case a finding; warnings and worse are failures, the rest is passed on as output. */
export const junit: Format = ({ diagnostics }) => {
  const files = [...new Set(diagnostics.map(({ file }) => file))]
  const failures = diagnostics.filter(isFailure).length
  const suites = files
    .map((file) =>
      suite(
        file,
        diagnostics.filter((one) => one.file === file),
      ),
    )
    .join('')
  const counts = `tests="${Math.max(diagnostics.length, 1)}" failures="${failures}" errors="0"`
  const clean =
    '  <testsuite name="asyncapi-event-source" tests="1" failures="0" errors="0">\n    <testcase name="check" classname="asyncapi-event-source"/>\n  </testsuite>\n'
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="asyncapi-event-source" ${counts}>\n${suites || clean}</testsuites>\n`
}

function suite(file: string, found: readonly CheckDiagnostic[]): string {
  const cases = found.map((diagnostic) => testCase(file, diagnostic)).join('')
  return `  <testsuite name="${attribute(file)}" tests="${found.length}" failures="${found.filter(isFailure).length}" errors="0">\n${cases}  </testsuite>\n`
}

function testCase(file: string, diagnostic: CheckDiagnostic): string {
  const { code, message, severity, range } = diagnostic
  const { line, character } = range.start
  const name = `${code} (${line + 1}:${character + 1})`
  const where = `${file}:${line + 1}:${character + 1}`
  const body = isFailure(diagnostic)
    ? `<failure type="${severity}" message="${attribute(message)}">${escapeXml(`${where}: ${message}`)}</failure>`
    : `<system-out>${escapeXml(`${severity}: ${where}: ${message}`)}</system-out>`
  return `    <testcase name="${attribute(name)}" classname="${attribute(file)}" file="${attribute(file)}" line="${line + 1}">${body}</testcase>\n`
}

function isFailure({ severity }: CheckDiagnostic): boolean {
  return severity === 'error' || severity === 'warning'
}

/** XML 1.0 has no way to write most control characters; they are left out. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function attribute(text: string): string {
  return escapeXml(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')
}
