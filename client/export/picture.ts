import { l10n, Uri, ViewColumn, window } from 'vscode'
import type { PictureToHost } from '../../shared/export-protocol.ts'
import { pageHtml, randomNonce } from '../preview/page-html.ts'

/** Milliseconds after which no picture comes any more. */
const patience = 20_000

/** An SVG as the bytes of a PNG: a page draws it on its canvas, and is closed again. `undefined` where that fails. */
export function picturePng(extension: Uri, svg: string): Promise<Uint8Array | undefined> {
  const dist = Uri.joinPath(extension, 'dist')
  const where = { viewColumn: ViewColumn.Active, preserveFocus: true }
  const panel = window.createWebviewPanel('asyncapiEventSource.picture', l10n.t('Export'), where, {
    enableScripts: true,
    localResourceRoots: [dist],
  })
  return new Promise((done) => {
    const end = (bytes: Uint8Array | undefined) => {
      clearTimeout(timer)
      done(bytes)
      panel.dispose()
    }
    const timer = setTimeout(() => end(undefined), patience)
    panel.onDidDispose(() => end(undefined))
    panel.webview.onDidReceiveMessage((message: PictureToHost) => {
      if (message.type === 'ready') void panel.webview.postMessage({ svg })
      else end(message.type === 'png' ? new Uint8Array(message.data) : undefined)
    })
    const address = (file: string) => panel.webview.asWebviewUri(Uri.joinPath(dist, file)).toString()
    const files = { script: address('picture.js'), style: address('picture.css'), source: panel.webview.cspSource }
    panel.webview.html = pageHtml({ ...files, nonce: randomNonce(), images: true })
  })
}
