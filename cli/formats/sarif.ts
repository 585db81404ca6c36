import { ruleDocsUrl } from '../../shared/rule-docs.ts'
import type { CheckDiagnostic, Format, Range, Shown } from '../result.ts'

const levels: Record<Shown, string> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' }

/** SARIF 2.1.0, for code scanning. Lines and columns count from 1 there. */
export const sarif: Format = ({ diagnostics }, { rules, version }) => {
  const used = rules.filter(({ id }) => diagnostics.some(({ code }) => code === id))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'asyncapi-event-source',
            version,
            rules: used.map(({ id, title }) => ({ id, shortDescription: { text: title }, helpUri: ruleDocsUrl(id) })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => ({
          ruleId: diagnostic.code,
          ruleIndex: used.findIndex(({ id }) => id === diagnostic.code),
          level: levels[diagnostic.severity],
          message: { text: diagnostic.message },
          locations: [location(diagnostic.file, diagnostic.range)],
          ...(diagnostic.related.length > 0 && { relatedLocations: diagnostic.related.map(relatedLocation) }),
        })),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

function relatedLocation({ file, range, message }: CheckDiagnostic['related'][number], index: number) {
  return { id: index, ...location(file, range), message: { text: message } }
}

function location(file: string, { start, end }: Range) {
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
      region: { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 },
    },
  }
}
