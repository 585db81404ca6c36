/** What of highlight.js 10 is used: its types come as one module that does not name these. */
interface Highlighter {
  registerLanguage(name: string, language: unknown): void
  getLanguage(name: string): unknown
  highlight(code: string, options: { readonly language: string }): { readonly value: string }
}

declare module 'highlight.js/lib/core' {
  const highlighter: Highlighter
  export default highlighter
}
declare module 'highlight.js/lib/languages/bash' {
  const language: unknown
  export default language
}
declare module 'highlight.js/lib/languages/json' {
  const language: unknown
  export default language
}
declare module 'highlight.js/lib/languages/yaml' {
  const language: unknown
  export default language
}
