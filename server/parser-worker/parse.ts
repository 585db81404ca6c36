import { Parser } from '@asyncapi/parser'
import { treatments } from './codes.ts'
import { isWrittenTwice } from './message-ids.ts'
import { Places } from './places.ts'
import type { ParserFinding, ParserRequest, ParserSeverity } from './protocol.ts'
import { streamDocuments } from './stream.ts'

/**
 * What @asyncapi/parser says about the documents of one file, every finding once and under the file that holds it. Findings in files that
 * the request does not carry are left out: they would be about the empty text that stands in for them.
 */
export async function parse(request: Pick<ParserRequest, 'uri' | 'texts'>): Promise<ParserFinding[]> {
  const places = new Places(request.uri, request.texts)
  const findings = new Map<string, ParserFinding>()
  for (const text of streamDocuments(places.text)) {
    for (const finding of await parseDocument(text, places, Object.values(request.texts))) {
      findings.set(JSON.stringify([finding.uri, finding.path, finding.range?.start.line, finding.code, finding.message]), finding)
    }
  }
  return [...findings.values()]
}

async function parseDocument(document: string, places: Places, texts: readonly string[]): Promise<ParserFinding[]> {
  // A parser for each document: its caches would answer for files that have changed since.
  const parser = new Parser({ ruleset: { extends: [], rules: unwanted }, __unstable: { resolver: { resolvers: readers(places) } } })
  const findings: ParserFinding[] = []
  for (const { code, message, path, severity, range, source } of await parser.validate(document, { source: places.source })) {
    const uri = places.uriOf(source)
    if (uri === undefined) continue
    if (code === duplicateMessageId && !isWrittenTwice(range, places.textOf(uri) ?? '', texts)) continue
    findings.push({
      uri,
      path: path.map(String),
      range: { start: { ...range.start }, end: { ...range.end } },
      code: String(code),
      severity: severities[severity] ?? 'error',
      message: places.plain(message),
    })
  }
  return findings
}

/** What is never shown need not be looked for: on a small document that is half of the time. */
const unwanted = Object.fromEntries(
  [...treatments].filter(([code, { as }]) => as === 'covered' && code.startsWith('asyncapi')).map(([code]) => [code, 'off'] as const),
)

const duplicateMessageId = 'asyncapi2-message-messageId-uniqueness'

const severities: readonly ParserSeverity[] = ['error', 'warning', 'info', 'hint']

/** Always a text: after an error or `undefined` the parser would turn to its own readers. */
function readers(places: Places) {
  const read = (name: { toString(): string }) => places.read(name.toString()) ?? standIn
  return ['file', 'http', 'https'].map((schema) => ({ schema, order: 1, canRead: true, read }))
}

/** What a file reads as that the workspace does not hold: something with no shape of its own. */
const standIn = '{}'
