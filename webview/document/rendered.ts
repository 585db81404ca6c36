import highlighter from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import json from 'highlight.js/lib/languages/json'
import yaml from 'highlight.js/lib/languages/yaml'
import { Marked } from 'marked'

highlighter.registerLanguage('bash', bash)
highlighter.registerLanguage('json', json)
highlighter.registerLanguage('yaml', yaml)

/** Stands in for the component's highlighter. */
export { highlighter as hljs }

const marked = new Marked({
  gfm: true,
  renderer: {
    code: ({ text, lang = '' }) => `<pre><code>${coloured(text, lang)}</code></pre>`,
    html: ({ text }) => plainTags(text),
  },
})

/** Markdown as HTML that is still to be sanitised. */
export function renderMarkdown(text: string): string {
  return marked.parse(text, { async: false })
}

function coloured(text: string, language: string): string {
  return highlighter.getLanguage(language) ? highlighter.highlight(text, { language }).value : escaped(text)
}

const plain =
  /^(?:a|abbr|b|blockquote|br|code|dd|del|details|div|dl|dt|em|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)$/i

/**
 * Of HTML within Markdown the tags that only mark up text, without their attributes but the addresses of links and images; all else is
 * shown as text. The sanitiser comes after it: this keeps inline styles and handlers from where a parser would report them to the policy.
 */
function plainTags(html: string): string {
  return html
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<(\/?)([a-z][a-z0-9]*)\b([^<>]*)>|[<>]/gi, (tag, close: string, name = '', attributes = '') => {
      if (!plain.test(name)) return escaped(tag)
      const [, attribute, address] = /\s(href|src)\s*=\s*["']?(https?:[^"'\s<>]*)/i.exec(attributes) ?? []
      return `<${close}${name}${attribute === undefined ? '' : ` ${attribute.toLowerCase()}="${escaped(address ?? '')}"`}>`
    })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
