/**
 * The Red Hat YAML extension holds AsyncAPI documents against a schema of its own and so says again what we say. Its API lets others name a schema
 * for a document; ours is one that accepts everything.
 */
interface YamlApi {
  registerContributor(
    scheme: string,
    requestSchema: (resource: string) => string | undefined,
    requestSchemaContent: (uri: string) => string,
  ): boolean
}

export interface YamlExtension {
  /** Its API when it is awake; `unknown`, for it is not ours to promise. */
  activate(): PromiseLike<unknown>
}

export type Answer = 'yes' | 'no'

export interface YamlSchemaParts {
  /** `undefined` where it is not installed. */
  readonly extension: () => YamlExtension | undefined
  /** What the person said, now or in another session; `undefined` before. */
  readonly answer: () => Answer | undefined
  readonly remember: (answer: Answer) => PromiseLike<void>
  /** `undefined` where the person closed the question. */
  readonly ask: () => PromiseLike<Answer | undefined>
  /** The text of an open document; `undefined` where it is not open. */
  readonly textOf: (uri: string) => string | undefined
}

const scheme = 'asyncapi-event-source'
const anything = `${scheme}://schema/anything`

/** Switches the YAML extension's schema off for our documents, if the person wants that; asked once, when there is such a document. */
export class YamlSchema {
  readonly #parts: YamlSchemaParts
  #asked = false
  #registered = false

  constructor(parts: YamlSchemaParts) {
    this.#parts = parts
  }

  /** To be called when a YAML document is shown. */
  async shown(uri: string): Promise<void> {
    const extension = this.#parts.extension()
    if (!extension || !this.#isOurs(uri)) return
    if (this.#parts.answer() === undefined && !this.#asked) {
      this.#asked = true
      const answer = await this.#parts.ask()
      if (answer) await this.#parts.remember(answer)
    }
    if (this.#parts.answer() === 'yes') await this.#register(extension)
  }

  async #register(extension: YamlExtension): Promise<void> {
    if (this.#registered) return
    this.#registered = true
    const api = await extension.activate()
    if (!isYamlApi(api)) return
    // The registration is for ever, so each request looks again at what the person wants.
    api.registerContributor(
      scheme,
      (resource) => (this.#parts.answer() === 'yes' && this.#isOurs(resource) ? anything : undefined),
      () => '{}',
    )
  }

  #isOurs(uri: string): boolean {
    return isAsyncApiText(this.#parts.textOf(uri) ?? '')
  }
}

/** Whether a text has `asyncapi` for a root key, as far as can be seen without parsing it: the YAML extension wants its answer at once. */
export function isAsyncApiText(text: string): boolean {
  return /^(?:\uFEFF?\{\s*|\uFEFF)?(["']?)asyncapi\1[ \t]*:/m.test(text)
}

function isYamlApi(api: unknown): api is YamlApi {
  return typeof api === 'object' && api !== null && 'registerContributor' in api && typeof api.registerContributor === 'function'
}
