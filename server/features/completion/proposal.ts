import type { CompletionItem, CompletionItemKind } from 'vscode-languageserver'
import type { Span } from '../../document/node.ts'
import type { SourceText } from '../../document/source-text.ts'
import type { CompletionAbilities } from '../completion.ts'

/** Something that may be written at a place. */
export interface Proposal {
  readonly label: string
  readonly kind: 'key' | 'value' | 'reference' | 'rule'
  readonly doc?: string | undefined
  readonly detail?: string | undefined
  /** What stands behind a key that is written anew. */
  readonly opens?: 'mapping' | 'list' | 'scalar' | undefined
  /** Shown before others; smaller is earlier, 1 where it is not given. */
  readonly rank?: number
}

/** How what is proposed is to be written. */
export interface Writing {
  /** What it takes the place of. */
  readonly replace: Span
  readonly as: 'yaml-key' | 'json-key' | 'yaml-value' | 'json-value' | 'plain'
  /** Behind a JSON key, where another entry follows. */
  readonly comma?: boolean
  /** Whether the key is there and only its name is written. */
  readonly nameOnly?: boolean
  /** Columns before a YAML key; what it opens stands two further. */
  readonly column?: number
}

const kinds: Readonly<Record<Proposal['kind'], CompletionItemKind>> = {
  key: 10 satisfies typeof CompletionItemKind.Property,
  value: 12 satisfies typeof CompletionItemKind.Value,
  reference: 18 satisfies typeof CompletionItemKind.Reference,
  rule: 21 satisfies typeof CompletionItemKind.Constant,
}
const snippet = 2
const asIs = 1

export function toItems(
  proposals: readonly Proposal[],
  writing: Writing,
  source: SourceText,
  { snippets }: CompletionAbilities,
): CompletionItem[] {
  const range = source.lines.range(writing.replace)
  return proposals.map((proposal) => {
    const { label, kind, doc, detail, rank = 1 } = proposal
    const text = written(proposal, writing)
    const hole = text.includes(cursorMark)
    const newText = hole && snippets ? escaped(text).replace(cursorMark, '$0') : text.replace(cursorMark, '')
    return {
      label,
      kind: kinds[kind],
      sortText: `${rank}${label}`,
      // What is replaced may open with a quote; the editor compares it with this.
      filterText: writing.as === 'json-key' || writing.as === 'json-value' ? JSON.stringify(label) : label,
      insertTextMode: asIs,
      ...(hole && snippets && { insertTextFormat: snippet }),
      textEdit: { range, newText },
      ...(detail !== undefined && { detail }),
      ...(doc !== undefined && { documentation: { kind: 'markdown' as const, value: doc } }),
    }
  })
}

/** Where the cursor comes to stand; no text of a document has it. */
const cursorMark = '\u0000'

function written(proposal: Proposal, { as, comma, nameOnly, column = 0 }: Writing): string {
  const { label, opens } = proposal
  switch (as) {
    case 'yaml-key': {
      const key = plainOr(label, proposal.kind)
      if (nameOnly) return key
      if (opens === 'mapping') return `${key}:\n${' '.repeat(column + 2)}`
      return opens === 'list' ? `${key}:\n${' '.repeat(column + 2)}- ` : `${key}: `
    }
    case 'json-key': {
      const key = JSON.stringify(label)
      if (nameOnly) return key
      const value = opens === 'mapping' ? `{${cursorMark}}` : opens === 'list' ? `[${cursorMark}]` : cursorMark
      return `${key}: ${value}${comma ? ',' : ''}`
    }
    case 'yaml-value':
      return plainOr(label, proposal.kind)
    case 'json-value':
      return proposal.kind === 'value' && isJsonLiteral(label) ? label : JSON.stringify(label)
    case 'plain':
      return label
  }
}

/** A YAML scalar: plain where it reads as the same text, else in single quotes. */
function plainOr(label: string, kind: Proposal['kind']): string {
  if (kind === 'value' && isJsonLiteral(label)) return label
  const isPlain =
    /^[\w./$][\w./$ #-]*$/.test(label) && !label.includes(' #') && !label.endsWith(' ') && !isJsonLiteral(label) && !/^[\d.]/.test(label)
  return isPlain ? label : `'${label.replaceAll("'", "''")}'`
}

function isJsonLiteral(text: string): boolean {
  return /^(?:true|false|null|-?\d+(?:\.\d+)?)$/.test(text)
}

/** Texts of a snippet (LSP, Snippet Syntax). */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&')
}
