import type { Cursor } from '../workspace/cursor.ts'
import type { Document } from './document.ts'
import { type Tag, tagsAt } from './tags.ts'

export class Server {
  readonly document: Document
  /** Its entry under `servers` or `components/servers`. */
  readonly entry: Cursor

  constructor(document: Document, entry: Cursor) {
    this.document = document
    this.entry = entry
  }

  get key(): string {
    return this.entry.key
  }

  /** Where it is written out; `undefined` where its `$ref` leads nowhere. */
  get cursor(): Cursor | undefined {
    return this.entry.target
  }

  /** In lower case; `undefined` where there is none. */
  get protocol(): string | undefined {
    return this.cursor?.at('protocol').text?.toLowerCase()
  }

  /** Host and port as they are written: 3.x `host`, of a 2.x `url` what stands before its path. `undefined` where neither is a text. */
  get host(): string | undefined {
    const cursor = this.cursor
    return cursor?.at('host').text ?? hostOfUrl(cursor?.at('url').text)
  }

  get title(): Cursor | undefined {
    return this.cursor?.at('title')
  }

  get description(): Cursor | undefined {
    return this.cursor?.at('description')
  }

  get tags(): Tag[] {
    const cursor = this.cursor
    return cursor ? tagsAt(cursor.at('tags')) : []
  }

  get bindings(): Cursor | undefined {
    return this.cursor?.at('bindings').target
  }
}

function hostOfUrl(url: string | undefined): string | undefined {
  return url?.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split('/', 1)[0]
}
