import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BuildOptions, Plugin } from 'esbuild'

/**
 * How the page of a document is bundled: AsyncAPI's own component from its source, without the parser. Of @asyncapi/parser only the model is in it;
 * the specifications, the schema parsers and Spectral are not, for they are large and need `eval`, which the page's policy forbids. Where the
 * component draws all at once, or trusts what a document says, a part of ours stands in for its own.
 */
export function documentBundle(): BuildOptions {
  return {
    entryPoints: ['webview/document/main.tsx'],
    outfile: 'dist/document.js',
    jsxImportSource: 'react',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [withoutParser],
  }
}

const component = /[\\/]@asyncapi[\\/]react-component[\\/]/
const ours = (file: string) => ({ path: join(import.meta.dirname, '../webview/document', file) })

const withoutParser: Plugin = {
  name: 'without-parser',
  setup(build) {
    const from = (parent: RegExp, filter: RegExp, file: string) =>
      build.onResolve({ filter }, ({ importer }) => (parent.test(importer) ? ours(file) : undefined))
    from(component, /^@asyncapi\/parser(\/cjs\/document)?$/, 'stand-ins/parser.ts')
    from(component, /^\.\/parser$/, 'stand-ins/no-parser.ts')
    from(component, /^\.\/marked$/, 'rendered.ts')
    from(component, /(^|\/)Markdown$/, 'markdown.tsx')
    from(/[\\/]react-component[\\/].*[\\/]components[\\/]/, /(^|\/)Schema$/, 'schema.tsx')
    from(component, /(^|\/)MessageExample$/, 'example.tsx')
    from(/[\\/]react-component[\\/].*[\\/]Operations[\\/]/, /\/Messages\/Message$/, 'message.tsx')
    from(/[\\/]@asyncapi[\\/]parser[\\/]/, /^@asyncapi\/specs$/, 'stand-ins/nothing.ts')
    from(/[\\/]@asyncapi[\\/]parser[\\/]/, /^@stoplight\//, 'stand-ins/nothing.ts')
    // Examples are JSON; the sampler would bring a writer of XML along.
    from(/[\\/]openapi-sampler[\\/]/, /^fast-xml-parser$/, 'stand-ins/nothing.ts')
    build.onLoad({ filter: /[\\/]components[\\/]Schema[\\/]Schema\.js$/ }, async ({ path }) => {
      // Its two buttons say that they are tabs of a list that is not there, and its examples are a list that begins with words: a screen
      // reader makes nothing of either.
      const contents = (await readFile(path, 'utf8'))
        .replaceAll(/role: "tab", "aria-selected": ([^,]+), "aria-controls": "[\w-]+"/g, '"aria-pressed": $1')
        .replace('createElement("ul", { className: "text-xs" }', 'createElement("div", { className: "text-xs" }')
        .replace('createElement("li", { key: idx, className: "inline-block', 'createElement("span", { key: idx, className: "inline-block')
      return { contents, loader: 'js' }
    })
  },
}
