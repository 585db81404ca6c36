import { treatmentOf } from './codes.ts'
import { isPlainlyWrong } from './gaps.ts'
import { plainMessage } from './messages.ts'
import type { ParserFinding, ParserRange } from './protocol.ts'

/** What `asyncapi/spec` says at one place. */
export interface SpecFinding {
  /** What it was made from. */
  readonly raw: ParserFinding
  readonly uri: string
  /** Keys and indexes from the root; empty for the whole document, which is shown at its key `asyncapi`. */
  readonly path: readonly string[]
  /** Whether the key at the end of the path is meant, or its value. */
  readonly at: 'key' | 'value'
  /** As the parser has it, in the text that it was given. */
  readonly range?: ParserRange
  /** `error`, or `hint` for a recommendation. */
  readonly severity: 'error' | 'hint'
  readonly message: string
  /** The parser's own name for it. */
  readonly code: string
}

/** One finding of ours, as far as it decides what the parser may add. */
export interface OurFinding {
  readonly rule: string
  readonly uri: string
  readonly path: readonly string[]
}

/** The rules that speak about what a document may be. A word about a convention, or a hint, takes nothing from the parser. */
const rulesOfShape: ReadonlySet<string> = new Set([
  'asyncapi/syntax',
  'asyncapi/structure',
  'asyncapi/unresolved-ref',
  'asyncapi/example',
  'asyncapi/parameters',
  'asyncapi/duplicate-name',
  'event-source/operation-through-channel',
  'event-source/discriminator-string',
  'event-source/discriminator-defined',
  'event-source/correlation-id-resolves',
])

/** What is left of the parser's findings beside our own: its errors, and its recommendations where they are wanted. */
export function specFindings(
  raw: readonly ParserFinding[],
  ours: readonly OurFinding[],
  options: { readonly recommendations: boolean },
): SpecFinding[] {
  const said = new Said(ours)
  const findings: SpecFinding[] = []
  for (const finding of raw) {
    const { uri, path, range, code, severity, message } = finding
    const treatment = treatmentOf(code, severity === 'error')
    if (treatment.as === 'covered' || treatment.as === 'noise') continue
    if (treatment.as === 'recommendation' && !options.recommendations) continue
    if (treatment.as === 'beside' && (severity !== 'error' || said.at(uri, path, treatment.only ?? false))) continue
    if (treatment.as === 'net' && (!said.nothing || !isPlainlyWrong(finding))) continue
    findings.push({
      raw: finding,
      uri,
      path,
      at: treatment.at,
      ...(range && { range }),
      severity: treatment.as === 'recommendation' ? 'hint' : 'error',
      message: plainMessage(code, message, path),
      code,
    })
  }
  return findings
}

/** Where rules of ours have spoken, with every node above such a place. */
class Said {
  private readonly places = new Set<string>()
  private readonly above = new Set<string>()

  constructor(ours: readonly OurFinding[]) {
    for (const { rule, uri, path } of ours) {
      if (!rulesOfShape.has(rule)) continue
      this.places.add(placeKey(uri, path))
      // The root holds everything; what is said there is about the document, not about whatever stands in it.
      for (let length = path.length - 1; length > 0; length--) this.above.add(placeKey(uri, path.slice(0, length)))
    }
  }

  get nothing(): boolean {
    return this.places.size === 0
  }

  at(uri: string, path: readonly string[], only: boolean): boolean {
    const key = placeKey(uri, path)
    return this.places.has(key) || (!only && this.above.has(key))
  }
}

function placeKey(uri: string, path: readonly string[]): string {
  return JSON.stringify([uri, ...path])
}
