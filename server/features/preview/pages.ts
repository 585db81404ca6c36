import { deltaOf } from '../../../shared/delta.ts'
import type { PreviewState, StreamUpdate, StreamUpdateParams } from '../../../shared/preview-protocol.ts'
import type { Checks } from '../../validate/checks.ts'
import { previewState } from '../stream-preview.ts'

/** What the pages that are open have, so that each is told only what is new to it. */
export class StreamPages {
  readonly #known = new Map<string, { readonly number: number; readonly state: PreviewState }>()

  async update({ page, seen, ...params }: StreamUpdateParams, checks: Checks): Promise<StreamUpdate> {
    const state = await previewState(params, checks)
    const known = this.#known.get(page)
    const before = known && known.number === seen && seen > 0 ? known : undefined
    const number = Math.max(known?.number ?? 0, seen) + 1
    this.#known.set(page, { number, state })
    const delta = before ? deltaOf(before.state, state) : { is: state }
    return {
      number,
      ...(before && { since: before.number }),
      ...(delta && { delta }),
      ...(state.kind === 'stream' && { title: state.page.title }),
    }
  }

  close(page: string): void {
    this.#known.delete(page)
  }
}
