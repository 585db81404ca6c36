import type { Counts, MapStream } from '../../shared/map-protocol.ts'
import { Glyph, Icon, StandingIcon } from '../ui/signs.tsx'
import { cutAtMatches, isMatch, type Severity, severities } from './filter.ts'

export const severityWords: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  info: ['information', 'informations'],
}

export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en').replaceAll(',', '\u2009')} ${count === 1 ? one : many}`
}

/** How many findings of each severity there are; nothing where there are none. */
export function Found({ counts, aligned = false }: { readonly counts: Counts; readonly aligned?: boolean }) {
  const there = severities.filter((severity) => counts[severity] > 0)
  if (there.length === 0 && !aligned) return null
  return (
    <span class={aligned ? 'found aligned' : 'found'}>
      {there.map((severity) => (
        <span key={severity} class={`of-${severity}`}>
          <StandingIcon of={severity} title={severityWords[severity][counts[severity] === 1 ? 0 : 1]} />
          {counts[severity]}
        </span>
      ))}
    </span>
  )
}

/** The signs of a set, those that the filter asks for first; at most so many. */
export function Strip({ stream, most, words }: { readonly stream: MapStream; readonly most: number; readonly words: readonly string[] }) {
  const indices = stream.messages.map((_, index) => index)
  const asked = (index: number) => words.length > 0 && isMatch(stream.messages[index] ?? '', words)
  const shown = [...indices.filter(asked), ...indices.filter((index) => !asked(index))].slice(0, most)
  const names = stream.messages.join(', ')
  return (
    <span class="strip" title={names}>
      {shown.map((index) => (
        <Glyph key={index} index={index} />
      ))}
      {indices.length > shown.length && <span class="cap">+{indices.length - shown.length}</span>}
      <span class="sr">{counted(indices.length, 'message', 'messages')}</span>
    </span>
  )
}

/** The signs, or of a filter that asks for an event the first that it found by name. */
export function MessagesCell({ stream, words }: { readonly stream: MapStream; readonly words: readonly string[] }) {
  const index = stream.messages.findIndex((name) => isMatch(name, words))
  const found = stream.messages[index]
  if (found === undefined) return <Strip stream={stream} most={6} words={words} />
  return (
    <span class="names" title={stream.messages.join(', ')}>
      <Glyph index={index} />
      <span class="el">
        <Marked text={found} words={words} />
      </span>
      {stream.messages.length > 1 && <span class="dim">+{stream.messages.length - 1}</span>}
    </span>
  )
}

/** A text with what the filter found in it marked. */
export function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  if (words.length === 0) return <>{text}</>
  const parts = cutAtMatches(text, words)
  // Every other part is one that was found.
  return <>{parts.map((part, index) => (index % 2 === 1 ? <mark key={`${parts.slice(0, index).join('')}`}>{part}</mark> : part))}</>
}

/** A button that says what it does by its icon alone. */
export function Tool(props: { readonly icon: string; readonly title: string; readonly onClick: () => void }) {
  return (
    <button type="button" class="btn icon" data-nav="1" tabIndex={-1} title={props.title} aria-label={props.title} onClick={props.onClick}>
      <Icon name={props.icon} />
    </button>
  )
}
