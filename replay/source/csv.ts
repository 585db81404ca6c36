import Papa from 'papaparse'
import { type JsonObject, setMember } from '../json/object.ts'
import type { Content } from './source.ts'

/** Reads rows under the header that is the first of them. */
export class CsvRows {
  #header: readonly string[] | undefined
  #delimiter = ','

  /** `undefined` for the header itself. */
  read(text: string, isLast: boolean): Content | undefined {
    const line = text.endsWith('\r') ? text.slice(0, -1) : text
    if (!this.#header) {
      const { data, meta } = Papa.parse<string[]>(line)
      this.#header = data[0] ?? []
      this.#delimiter = meta.delimiter
      return undefined
    }
    const { data, errors } = Papa.parse<string[]>(line, { delimiter: this.#delimiter })
    const cells = data[0] ?? []
    const quotes = errors.find(({ type }) => type === 'Quotes')
    if (isLast && (quotes || cells.length < this.#header.length)) return { kind: 'truncated', message: 'The last row is cut short.' }
    if (quotes) return { kind: 'unreadable', message: 'A quoted cell of this row is not closed as it should be.' }
    if (cells.length > this.#header.length)
      return { kind: 'unreadable', message: `This row has ${cells.length} cells, but the header has ${this.#header.length}.` }
    const row: JsonObject = {}
    for (const [at, cell] of cells.entries()) if (cell !== '') setMember(row, this.#header[at] ?? '', cell)
    return { kind: 'row', row, isText: true }
  }
}
