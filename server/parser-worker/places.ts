import { relativeUri, uriKey } from '../../shared/uri.ts'

/**
 * The names under which files reach the parser. It keeps the file of a finding only under `http:`, so each origin of the workspace
 * (scheme and authority) becomes a host under `.invalid` (RFC 2606, section 2), which nothing can answer; paths stay, so that relative
 * references lead where they lead in the workspace.
 */
export class Places {
  private readonly texts = new Map<string, { uri: string; text: string }>()
  private readonly origins: string[] = []
  private readonly root: string

  constructor(root: string, texts: Readonly<Record<string, string>>) {
    this.root = root
    for (const [uri, text] of Object.entries(texts)) this.texts.set(uriKey(uri), { uri, text })
  }

  get text(): string {
    return this.textOf(this.root) ?? ''
  }

  /** The name of the document itself. */
  get source(): string {
    return this.toSynthetic(this.root)
  }

  /** The text behind a name that the parser asks for; `undefined` where the workspace has none. */
  read(name: string): string | undefined {
    return this.textOf(this.toReal(name))
  }

  /** The workspace's own URI for a name; `undefined` where it is none of its files. */
  uriOf(name: string | undefined): string | undefined {
    return name === undefined ? this.root : this.texts.get(uriKey(this.toReal(name)))?.uri
  }

  /** The message with every name as a person would write it beside the document. */
  plain(message: string): string {
    return message.replace(/\b(?:https?|file):\/\/[^\s'"`)\]]+/g, (name) => {
      const [file = name, fragment] = name.split('#', 2)
      const real = this.toReal(file)
      const shown = real === file && !real.startsWith('file:') ? file : relativeUri(this.root, real)
      return fragment === undefined ? shown : `${shown}#${fragment}`
    })
  }

  /** The text of one of the workspace's files. */
  textOf(uri: string): string | undefined {
    return this.texts.get(uriKey(uri))?.text
  }

  private toSynthetic(uri: string): string {
    const [, scheme = '', authority = '', slash = '', path = ''] = /^([a-z][a-z0-9+.-]*:)?(\/\/[^/?#]*)?(\/?)(.*)$/is.exec(uri) ?? []
    const origin = scheme + authority + slash
    let index = this.origins.indexOf(origin)
    if (index < 0) index = this.origins.push(origin) - 1
    return `http://o${index}.${synthetic}/${path}`
  }

  private toReal(name: string): string {
    const [, index, path = ''] = /^http:\/\/o(\d+)\.asyncapi\.invalid(?:\/(.*))?$/is.exec(name) ?? []
    const origin = index === undefined ? undefined : this.origins[Number(index)]
    return origin === undefined ? name : origin + path
  }
}

const synthetic = 'asyncapi.invalid'
