import type { Severity } from './rule.ts'

/** What is reported without a check of its own: the text's tree, the parser and the suppressions tell of these. */
export interface Report {
  readonly id: string
  readonly severity: Severity
  /** One line: what it reports. */
  readonly title: string
  /** Why it matters, a paragraph of Markdown. */
  readonly background: string
}

export const syntax: Report = {
  id: 'asyncapi/syntax',
  severity: 'error',
  title: 'YAML or JSON that does not parse, a duplicate key, an unknown tag.',
  background:
    'A document that does not parse means something else to every reader. It is said at the first wrong token, and the rest of the document is still checked. A file named `.json` is held to JSON (RFC 8259), any other to YAML 1.2.',
}

export const spec: Report = {
  id: 'asyncapi/spec',
  severity: 'error',
  title: 'What the official AsyncAPI parser reports and no other rule says at that place.',
  background:
    'The checks of `@asyncapi/parser` run a moment after the others, on open documents and on the command line. What it recommends (tags, contact, license, …) is shown as a hint when `recommendations` is on.',
}

export const specTimeout: Report = {
  id: 'asyncapi/spec-timeout',
  severity: 'info',
  title: 'The official parser was stopped at its time or memory limit.',
  background:
    'Nested references can keep the official parser busy for ever. It is stopped after ten seconds or 512 MB; everything else still holds. It runs again when the document is saved.',
}

export const unknownRule: Report = {
  id: 'event-source/unknown-rule',
  severity: 'warning',
  title: 'A suppression or a config names a rule that does not exist.',
  background: 'A misspelt rule silences nothing, and nobody notices. The nearest known id is proposed.',
}

export const unusedSuppression: Report = {
  id: 'event-source/unused-suppression',
  severity: 'info',
  title: 'A suppression that silences nothing.',
  background: 'What it once silenced is mended or gone; left where it is, it would hide the next finding of its kind.',
}

export const reports: readonly Report[] = [syntax, spec, specTimeout, unknownRule, unusedSuppression]
