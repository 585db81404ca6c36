import type { PropertyRow, StreamPage } from '../../../shared/preview-protocol.ts'

/** What a table of a message's properties says in each row. */
export interface SheetRow {
  /** How deep it lies within others, from 0. */
  readonly depth: number
  readonly name: string
  readonly type: string
  /** Constant or listed values, as JSON. */
  readonly values: readonly string[]
  readonly limits: string
  readonly notes: readonly string[]
}

/** A message's properties, those that lie within others behind them. */
export function sheetRows(rows: readonly PropertyRow[], depth = 0): SheetRow[] {
  return rows.flatMap(({ name, type, values, limits, optional, tags, children }) => [
    { depth, name, type, values, limits, notes: [...(optional ? ['optional'] : []), ...tags.map((tag) => tagWords[tag])] },
    ...sheetRows(children, depth + 1),
  ])
}

const tagWords = { mark: 'type mark', correlation: 'correlation', key: 'key' } as const

/** Address, protocols and version, those that are there. */
export function facts({ address, protocols, version }: StreamPage): {
  readonly data: string | undefined
  readonly words: readonly string[]
} {
  return { data: address, words: [...protocols, ...(version === undefined ? [] : [`version ${version}`])] }
}

export function exampleText(payload: unknown, headers: unknown): string {
  return JSON.stringify(headers === undefined ? payload : { headers, payload }, undefined, 2) ?? ''
}

export const standingWords = { error: 'Error', warning: 'Warning', info: 'Information', hint: 'Hint', pass: 'Holds' } as const

export const orderWords: Readonly<Record<StreamPage['order'], string>> = {
  story: 'In the order of the story, as the channel tells it.',
  examples: 'In the order of their examples.',
  written: 'In the order in which they are written.',
}
