import type { Exported, StreamExportParams } from '../../../shared/export-protocol.ts'
import type { StreamPage } from '../../../shared/preview-protocol.ts'
import type { Checks } from '../../validate/checks.ts'
import { previewState } from '../stream-preview.ts'
import { flowSvg } from './flow.ts'
import { streamHtml } from './html.ts'
import { streamMarkdown } from './markdown.ts'
import { flowMermaid } from './mermaid.ts'

/** A stream in one of its forms, from what its preview shows; `null` where there is no event source. */
export async function exportStream({ stream, form, scheme = 'auto' }: StreamExportParams, checks: Checks): Promise<Exported | null> {
  const page = await pageOf(stream, form, checks)
  if (!page) return null
  const name = fileName(page.title)
  switch (form) {
    case 'markdown':
      return { name, text: streamMarkdown(page) }
    case 'html':
      return { name, text: streamHtml(page) }
    case 'mermaid':
      return { name, text: flowMermaid(page) }
    case 'svg':
      return { name, text: flowSvg(page, scheme) }
  }
}

/** The page with the tables of all messages, where they are exported. */
async function pageOf(
  stream: StreamExportParams['stream'],
  form: StreamExportParams['form'],
  checks: Checks,
): Promise<StreamPage | undefined> {
  const closed = await previewState({ stream, open: [] }, checks)
  if (closed.kind !== 'stream' || form === 'mermaid' || form === 'svg') return closed.kind === 'stream' ? closed.page : undefined
  const whole = await previewState({ stream, open: closed.page.messages.map(({ key }) => key) }, checks)
  return whole.kind === 'stream' ? whole.page : undefined
}

/** What a file may be called on every system. */
export function fileName(title: string): string {
  return (
    title
      .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '-')
      .replaceAll(/^[.\s-]+|[.\s-]+$/g, '')
      .slice(0, 80) || 'stream'
  )
}
