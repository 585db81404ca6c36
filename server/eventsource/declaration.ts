import type { Channel } from '../model/channel.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { type Expression, parseExpression } from './expression.ts'

/** What a channel says of itself under `x-event-source`. */
export class Declaration {
  readonly at: Cursor

  constructor(channel: Channel) {
    this.at = channel.cursor.at('x-event-source')
  }

  /** `undefined` where nothing is said, or nothing that has a meaning. */
  get says(): boolean | undefined {
    const node = this.at.node
    if (node?.kind === 'mapping') return true
    return node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined
  }

  /** The name of the entity; `undefined` where none is given. */
  get aggregate(): string | undefined {
    return this.at.at('aggregate').text || undefined
  }

  /** The path of a reducer module; `undefined` where none is given. */
  get fold(): string | undefined {
    return this.at.at('fold').text || undefined
  }

  /** What a sequence number counts. */
  get sequence(): 'entity' | 'channel' {
    return this.at.at('sequence').text === 'channel' ? 'channel' : 'entity'
  }

  /** The git revision or tag that the channel is to be compared with; `undefined` where none is given. */
  get baseline(): string | undefined {
    return this.at.at('baseline').text || undefined
  }

  /** Where events live that the channel no longer keeps. */
  get archive(): boolean {
    const node = this.at.at('archive').node
    return node !== undefined && !(node.kind === 'scalar' && (node.value === false || node.value === null || node.value === ''))
  }

  /** The place of the correlation id in every message; the cursor is where that is written. */
  get correlation(): DeclaredExpression | undefined {
    return this.#expression('correlation')
  }

  get discriminator(): DeclaredExpression | undefined {
    return this.#expression('discriminator')
  }

  #expression(key: string): DeclaredExpression | undefined {
    const at = this.at.at(key)
    const expression = at.text === undefined ? undefined : parseExpression(at.text)
    return expression && { at, expression }
  }
}

export interface DeclaredExpression {
  readonly at: Cursor
  readonly expression: Expression
}
