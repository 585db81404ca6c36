import type { DocumentSymbol, DocumentSymbolParams, SymbolKind } from 'vscode-languageserver'
import type { Checks } from '../validate/checks.ts'
import type { Cursor } from '../workspace/cursor.ts'

/** Kinds as LSP numbers them (specification, SymbolKind). */
const icons: Readonly<Record<string, SymbolKind>> = {
  info: 5 satisfies typeof SymbolKind.Class,
  channels: 2 satisfies typeof SymbolKind.Module,
  channel: 11 satisfies typeof SymbolKind.Interface,
  messages: 24 satisfies typeof SymbolKind.Event,
  operations: 12 satisfies typeof SymbolKind.Function,
  servers: 3 satisfies typeof SymbolKind.Namespace,
  schemas: 23 satisfies typeof SymbolKind.Struct,
}
const namespace = 3 satisfies typeof SymbolKind.Namespace
const property = 7 satisfies typeof SymbolKind.Property

/** The outline of the AsyncAPI documents of a file: their parts, channels with their messages, operations, components. */
export function documentSymbols({ textDocument }: DocumentSymbolParams, { workspace }: Checks): DocumentSymbol[] {
  const file = workspace.file(textDocument.uri)
  const { documents } = file
  const outlines = documents.map((root) => root.children.flatMap((part) => symbol(part, icons[part.key] ?? namespace, partsOf(part)) ?? []))
  if (outlines.length === 1) return outlines[0] ?? []
  return documents.flatMap((root, index) => {
    const title = root.at('info', 'title').text ?? `${index + 1}`
    const first = outlines[index]?.[0]
    const last = outlines[index]?.at(-1)
    if (!first || !last) return []
    const range = { start: first.range.start, end: last.range.end }
    return [{ name: title, kind: namespace, range, selectionRange: first.selectionRange, children: outlines[index] ?? [] }]
  })
}

function partsOf(part: Cursor): DocumentSymbol[] {
  switch (part.key) {
    case 'channels':
      return part.children.flatMap((channel) => symbol(channel, icons['channel'] ?? property, messagesOf(channel)) ?? [])
    case 'components':
      return part.children.flatMap((kind) => symbol(kind, namespace, entriesOf(kind)) ?? [])
    case 'operations':
    case 'servers':
      return entriesOf(part)
    default:
      return []
  }
}

function messagesOf(channel: Cursor): DocumentSymbol[] {
  const operations = ['publish', 'subscribe'].flatMap((key) => symbol(channel.at(key), icons['operations'] ?? property, []) ?? [])
  return [...entriesOf(channel.at('messages')), ...operations]
}

function entriesOf(map: Cursor): DocumentSymbol[] {
  if (!map.isMapping) return []
  return map.children.flatMap((entry) => symbol(entry, icons[map.key] ?? property, map.key === 'channels' ? messagesOf(entry) : []) ?? [])
}

function symbol(place: Cursor, kind: SymbolKind, children: DocumentSymbol[]): DocumentSymbol | undefined {
  const { source } = place.file
  const root = source?.roots[place.document]
  const pair = root?.locate(place.path, 'pair')
  const key = root?.locate(place.path, 'key')
  // A merged entry is written elsewhere; what an editor is told of must lie within its parent.
  if (!source || !pair || !key || key.from < pair.from || key.to > pair.to) return undefined
  const { text } = place
  const detail = text === undefined || text.includes('\n') ? {} : { detail: text }
  return { name: place.key || '""', kind, range: source.lines.range(pair), selectionRange: source.lines.range(key), children, ...detail }
}
