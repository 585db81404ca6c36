import { Range, TextEditorRevealType, Uri, ViewColumn, type WebviewPanel, window } from 'vscode'
import type { PlaceRange } from '../../shared/preview-protocol.ts'
import { uriKey } from '../../shared/uri.ts'

/** Shows a place beside a page: in the group that has the document, or else the first one that is not the page's. */
export async function revealBeside({ viewColumn }: WebviewPanel, place: PlaceRange | null | undefined): Promise<void> {
  if (!place) return
  const shown = window.visibleTextEditors.find(({ document }) => uriKey(document.uri.toString()) === uriKey(place.uri))
  const beside = viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One
  const { start, end } = place
  const editor = await window.showTextDocument(Uri.parse(place.uri), {
    viewColumn: shown?.viewColumn ?? beside,
    selection: new Range(start.line, start.character, start.line, start.character),
  })
  const range = new Range(start.line, start.character, end.line, end.character)
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport)
}
