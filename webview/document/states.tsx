import { useEffect, useState } from 'react'
import type { DocumentState, Gap } from '../../shared/document-protocol.ts'
import type { Broken } from '../../shared/preview-protocol.ts'
import { tell } from './host.ts'

/** Text in which a stretch between backticks is data. */
function Said({ text }: { readonly text: string }) {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code key={String(index)}>{part}</code> : part))}</>
}

function Icon({ name }: { readonly name: string }) {
  return <span className={`codicon codicon-${name}`} aria-hidden="true" />
}

interface BannerProps {
  readonly broken: Broken | undefined
  readonly message: string
  /** When the picture was made that is still shown. */
  readonly since: string | undefined
}

/** Why the picture is not of the text as it is now. */
export function Banner({ broken, message, since }: BannerProps) {
  return (
    <div className="banner" role="status">
      <Icon name="error" />
      <span className="said">
        <Said text={broken?.message ?? message} />
      </span>
      {broken && <RangeLink range={broken.range} line={broken.line} />}
      {since !== undefined && <span className="cap">the picture below is from {since}</span>}
    </div>
  )
}

function RangeLink({ range, line }: Pick<Broken, 'range' | 'line'>) {
  return (
    <button type="button" className="link line" onClick={() => tell({ type: 'range', range })}>
      line {line}
    </button>
  )
}

/** What the document refers to and is not there. */
export function Gaps({ gaps }: { readonly gaps: readonly Gap[] }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="gaps">
      <button type="button" className="sum" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
        <Icon name="warning" />
        {gaps.length === 1 ? 'One reference leads nowhere' : `${gaps.length === 100 ? '100 or more' : gaps.length} references lead nowhere`}
      </button>
      {isOpen && (
        <ul>
          {gaps.map(({ message, place, line }) => (
            <li key={`${place.uri}#${place.pointer}`}>
              <Said text={message} />{' '}
              <button type="button" className="link line" title={nameOf(place.uri)} onClick={() => tell({ type: 'reveal', place })}>
                {nameOf(place.uri)}, line {line}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function nameOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))
}

export function Refused({ state }: { readonly state: Extract<DocumentState, { kind: 'refused' }> }) {
  return (
    <main className="blank">
      <h1>{state.file} cannot be shown</h1>
      <p>
        <Said text={state.message} /> {state.range && state.line !== undefined && <RangeLink range={state.range} line={state.line} />}
      </p>
    </main>
  )
}

export function Failed({ file, message }: { readonly file: string; readonly message: string }) {
  return (
    <main className="blank">
      <h1>{file} cannot be shown</h1>
      <p>AsyncAPI’s own component cannot read it: {message}</p>
      <button type="button" className="link" onClick={() => tell({ type: 'part', path: [] })}>
        Go to the document
      </button>
    </main>
  )
}

export function Missing({ file }: { readonly file: string }) {
  return (
    <main className="blank">
      <h1>{file} is gone</h1>
      <p>The preview comes back when the file does.</p>
    </main>
  )
}

/** Nothing for a moment, then a bar: what is quickly there needs none. */
export function Loading({ file }: { readonly file: string }) {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 200)
    return () => clearTimeout(timer)
  }, [])
  if (!isSlow) return null
  return (
    <main className="blank" aria-busy="true">
      <div className="bar" role="progressbar" aria-label="Reading" />
      <p>{file === '' ? 'Waiting for the language server.' : `Reading ${file} and what it refers to.`}</p>
    </main>
  )
}
