import type { Standing } from '../../shared/preview-protocol.ts'

const shapes = [
  <circle r="4.3" />,
  <path d="M-4-4h8v8h-8z" />,
  <path d="M0-5.4 5.4 0 0 5.4-5.4 0z" />,
  <path d="M0-4.9 5 4h-10z" />,
  <path d="M0 4.9 5-4h-10z" />,
  <path d="M-1.7-4.8h3.4v3.1h3.1v3.4h-3.1v3.1h-3.4v-3.1h-3.1v-3.4h3.1z" />,
  <circle class="hollow" r="3.4" />,
  <path class="hollow" d="M-3.2-3.2h6.4v6.4h-6.4z" />,
]

/** The hue of the message at a place of its set. */
export function hueClass(index: number): string {
  return `h${index % 5}`
}

/** The sign itself, around the middle of where it is put: for drawings. */
export function Shape({ index }: { readonly index: number }) {
  return shapes[index % shapes.length] ?? null
}

/** The sign of the message at a place of its set, the same everywhere: never told by colour alone. */
export function Glyph({ index }: { readonly index: number }) {
  return (
    <svg class={`glyph ${hueClass(index)}`} viewBox="-6 -6 12 12" aria-hidden="true">
      {shapes[index % shapes.length]}
    </svg>
  )
}

export function Icon({ name, class: more = '' }: { readonly name: string; readonly class?: string }) {
  return <span class={`codicon codicon-${name} ${more}`} aria-hidden="true" />
}

const words: Readonly<Record<Standing, string>> = { error: 'Error', warning: 'Warning', info: 'Information', pass: 'Holds' }

/** The editor's icon of a finding, with its word for who does not see it. */
export function StandingIcon({ of, title }: { readonly of: Standing | 'hint'; readonly title?: string }) {
  const standing = of === 'hint' ? 'info' : of
  return (
    <span class="standing" title={title}>
      <Icon name={standing} class={standing} />
      <span class="sr">{title ?? words[standing]}</span>
    </span>
  )
}
