export interface PageFrame {
  readonly script: string
  readonly style: string
  /** What the page's own files come from, as a source of its policy. */
  readonly source: string
  readonly nonce: string
  /** Whether it shows the images of a document. */
  readonly images?: boolean
}

/** The frame of a page: nothing runs in it but its own bundle, and no data lies in it. */
export function pageHtml({ script, style, source, nonce, images = false }: PageFrame): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}; font-src ${source}${images ? `; img-src ${source} https: data:` : ''}">
<link rel="stylesheet" href="${style}">
<title>AsyncAPI Event Sources</title>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`
}

export function randomNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
