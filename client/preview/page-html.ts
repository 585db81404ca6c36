import { Uri, type Webview } from 'vscode'

/** The frame of a page: nothing runs in it but its own bundle, and no data lies in it. */
export function pageHtml(webview: Webview, extension: Uri, name: string): string {
  const nonce = randomNonce()
  const address = (file: string) => webview.asWebviewUri(Uri.joinPath(extension, 'dist', file)).toString()
  const { cspSource } = webview
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}; font-src ${cspSource}">
<link rel="stylesheet" href="${address(`${name}.css`)}">
<title>AsyncAPI Event Sources</title>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${address(`${name}.js`)}"></script>
</body>
</html>`
}

function randomNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
