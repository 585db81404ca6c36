interface Part {
  /** Folders that its files may import, beside their own. */
  readonly parts: readonly string[]
  /** npm packages, and what the host gives. */
  readonly packages: readonly string[]
}

const CORE = ['shared', 'schema', 'server/document', 'server/workspace', 'server/spec', 'server/model', 'server/eventsource']
const SERVER = [...CORE, 'server/parser-worker', 'server/rules', 'server/validate', 'server/features', 'server']

/** Who may import whom, by folder: the table of ARCHITECTURE.md. A file belongs to the longest folder that holds it. */
export const PARTS: Readonly<Record<string, Part>> = {
  shared: { parts: [], packages: [] },
  schema: { parts: ['shared'], packages: ['ajv', 'ajv-formats', 're2js'] },
  'server/document': { parts: ['shared'], packages: ['@lezer/common', '@lezer/lr', '@lezer/yaml', 'yaml'] },
  'server/workspace': { parts: ['shared', 'server/document'], packages: [] },
  'server/spec': { parts: ['shared'], packages: [] },
  'server/model': { parts: ['shared', 'server/document', 'server/workspace', 'server/spec'], packages: [] },
  'server/eventsource': { parts: ['shared', 'schema', 'server/document', 'server/workspace', 'server/model'], packages: [] },
  'server/rules': { parts: CORE, packages: [] },
  'server/parser-worker': { parts: ['shared', 'server/document'], packages: ['@asyncapi/parser'] },
  'server/validate': { parts: [...CORE, 'server/rules', 'server/parser-worker'], packages: ['picomatch'] },
  'server/features': { parts: [...CORE, 'server/rules', 'server/validate'], packages: [] },
  server: { parts: SERVER, packages: ['vscode-languageserver', 'ignore'] },
  'server/browser': { parts: [...SERVER], packages: ['vscode-languageserver'] },
  'server/node': { parts: [...SERVER], packages: ['vscode-languageserver', 'ignore', 'picomatch', 'node:'] },
  replay: {
    parts: ['shared', 'schema'],
    packages: ['papaparse', 'hyparquet', 'hyparquet-compressors', 'fzstd', 'sucrase', '@marcbachmann/cel-js'],
  },
  'replay/node': { parts: ['shared', 'schema', 'replay'], packages: ['node:'] },
  'replay/browser': { parts: ['shared', 'schema', 'replay'], packages: [] },
  client: { parts: ['shared', 'client/node'], packages: ['vscode', 'vscode-languageclient'] },
  'client/node': { parts: ['shared', 'client'], packages: ['node:'] },
  'webview/ui': { parts: ['shared'], packages: ['preact', '@vscode/codicons'] },
  'webview/stream': { parts: ['shared', 'webview/ui'], packages: ['preact', '@tanstack/virtual-core'] },
  'webview/map': { parts: ['shared', 'webview/ui'], packages: ['preact', '@tanstack/virtual-core'] },
  'webview/replay': { parts: ['shared', 'webview/ui'], packages: ['preact', '@tanstack/virtual-core'] },
  'webview/picture': { parts: ['shared'], packages: [] },
  'webview/document': {
    parts: ['shared', 'webview/ui'],
    packages: ['react', 'react-dom', 'dompurify', 'marked', 'highlight.js', '@asyncapi/react-component', '@asyncapi/parser'],
  },
  cli: { parts: [...SERVER, 'server/node', 'replay', 'replay/node'], packages: ['picocolors', 'tinyglobby', 'node:'] },
}

/** The part that a file lies in; `undefined` where no row names its folder. */
export function partOf(file: string): string | undefined {
  return Object.keys(PARTS)
    .filter((part) => file.startsWith(`${part}/`))
    .sort((a, b) => b.length - a.length)[0]
}
