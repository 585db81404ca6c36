/** Extensions that report the syntax of the same files, and the setting that lets them. The setting is there only while its extension is. */
const speakers = [
  { languages: ['json', 'jsonc'], section: 'json', setting: 'validate.enable' },
  { languages: ['yaml'], section: 'yaml', setting: 'validate' },
]

/** What is looked at in the editor around us. */
export interface Surroundings {
  /** The language of an open document; `undefined` where it is not open, for then nobody else speaks of it. */
  language(uri: string): string | undefined
  /** Whether a setting of a section is on for the document; `false` where there is no such setting. */
  isOn(section: string, setting: string, uri: string): boolean
}

/** Whether another extension reports the syntax of this document, so that ours would say it twice. */
function isSyntaxSaidElsewhere(uri: string, surroundings: Surroundings): boolean {
  const language = surroundings.language(uri)
  const speaker = speakers.find(({ languages }) => language !== undefined && languages.includes(language))
  return speaker !== undefined && surroundings.isOn(speaker.section, speaker.setting, uri)
}

/** A diagnostic as VS Code has it: its code is a plain value, or a value with a link. */
export interface CodedDiagnostic {
  readonly code?: string | number | { readonly value: string | number } | undefined
}

type Publish<D> = (diagnostics: D[]) => void

/** Leaves out our own `asyncapi/syntax` where it is said elsewhere, and brings it back when that changes. */
export class SyntaxFilter<D extends CodedDiagnostic> {
  readonly #surroundings: Surroundings
  /** What the server said of the documents with a syntax error. */
  readonly #said = new Map<string, { readonly diagnostics: D[]; readonly publish: Publish<D> }>()

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  /** `uri` is a key (`shared/uri.ts`). */
  handle(uri: string, diagnostics: D[], publish: Publish<D>): void {
    if (diagnostics.some(isSyntax)) {
      this.#said.set(uri, { diagnostics, publish })
      publish(this.#heard(uri, diagnostics))
    } else {
      this.#said.delete(uri)
      publish(diagnostics)
    }
  }

  /** Looks again at one document, or at all where a setting changed. */
  refresh(uri?: string): void {
    for (const [key, { diagnostics, publish }] of this.#said) {
      if (uri === undefined || uri === key) publish(this.#heard(key, diagnostics))
    }
  }

  /** The server is gone, and what it said with it. */
  clear(): void {
    this.#said.clear()
  }

  #heard(uri: string, diagnostics: D[]): D[] {
    return isSyntaxSaidElsewhere(uri, this.#surroundings) ? diagnostics.filter((diagnostic) => !isSyntax(diagnostic)) : diagnostics
  }
}

function isSyntax({ code }: CodedDiagnostic): boolean {
  return (typeof code === 'object' ? code.value : code) === 'asyncapi/syntax'
}
