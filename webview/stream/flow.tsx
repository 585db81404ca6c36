import { memo } from 'preact/compat'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Application, MessageRow, StreamPage } from '../../shared/preview-protocol.ts'
import { useArrows } from '../ui/keys.ts'
import { Glyph, StandingIcon } from '../ui/signs.tsx'
import { follow, sourceOf } from '../ui/text.tsx'
import { measure, type Wire } from './wires.ts'

/** More rows than this are shown as the first ten. */
const mostRows = 12
const mostApplications = 8

interface FlowProps {
  readonly page: StreamPage
  readonly here: string | null
  readonly show: (key: string) => void
}

/** Who appends, the set as the log, who reads: a line for each message, in its hue, ending at its row. */
export const Flow = memo(({ page, here, show }: FlowProps) => {
  const part = useRef<HTMLElement>(null)
  useArrows(part)
  const [wires, setWires] = useState<readonly Wire[]>([])
  const [lit, setLit] = useState<string>()
  const [isWhole, setWhole] = useState(false)
  const messages = page.messages.filter(({ change }) => change !== 'gone')
  const rows = messages.length > mostRows && !isWhole ? messages.slice(0, 10) : messages
  const appenders = cut(page.appenders, isWhole)
  const readers = cut(page.readers, isWhole)
  useLayoutEffect(() => {
    const root = part.current
    if (!root) return
    const draw = () => setWires(measure(root, appenders, readers, messages))
    draw()
    const observer = new ResizeObserver(draw)
    observer.observe(root)
    return () => observer.disconnect()
  }, [page, isWhole])
  const light = useCallback((key: string | undefined) => () => setLit(key), [])
  const sides = { appenders, readers } as const
  const column = (side: keyof typeof sides, total: readonly Application[]) => (
    <div class={`apps ${side}`}>
      {sides[side].map((application, index) => (
        <button
          type="button"
          key={`${application.place.uri} ${application.name}`}
          class="app"
          data-nav="1"
          data-end={`${side} ${index}`}
          tabIndex={-1}
          title={`Open ${fileOf(application)} (F12)`}
          aria-label={`${application.name} ${side === 'appenders' ? 'appends' : 'reads'} ${namesOf(application, messages)}`}
          onClick={(event) => follow(event, application.place)}
          onMouseEnter={light(`${side} ${index}`)}
          onMouseLeave={light(undefined)}
          onFocus={light(`${side} ${index}`)}
          onBlur={light(undefined)}
          {...sourceOf(application.place)}
        >
          {application.name}
        </button>
      ))}
      {total.length > sides[side].length && (
        <button type="button" class="link more" data-nav="1" tabIndex={-1} onClick={() => setWhole(true)}>
          {total.length - sides[side].length} more
        </button>
      )}
      {total.length === 0 && <span class="cap nobody">{side === 'appenders' ? 'nobody appends' : 'nobody reads'}</span>}
    </div>
  )
  return (
    <section class="flow" ref={part} aria-label={flowText(page)}>
      <svg class="wires" aria-hidden="true">
        {wires.map(({ ends, hue, path, tip }) => (
          <g key={ends.join(' ')} class={`wire ${hue}${lit === undefined || ends.includes(lit) ? '' : ' faded'}`}>
            <path class="run" d={path} />
            <path class="tip" d={tip} />
          </g>
        ))}
      </svg>
      <span class="cap left">Append</span>
      <span class="cap right">Read</span>
      {column('appenders', page.appenders)}
      <div class="log">
        <div class="top" data-top>
          <code>{page.address ?? page.title}</code>
          <span class="cap">all events</span>
        </div>
        {rows.map((message, index) => (
          <button
            type="button"
            key={message.key}
            class={`row${index === 0 ? ' first' : ''}${index === rows.length - 1 ? ' last' : ''}${message.key === here ? ' here' : ''}`}
            data-nav="1"
            data-row={message.key}
            tabIndex={-1}
            aria-current={message.key === here ? 'true' : undefined}
            title={message.name}
            onClick={() => show(message.key)}
            onMouseEnter={light(message.key)}
            onMouseLeave={light(undefined)}
            onFocus={light(message.key)}
            onBlur={light(undefined)}
            {...sourceOf(message.place)}
          >
            <span class="rail">
              <Glyph index={message.sign ?? index} />
            </span>
            <span class="name">{message.name || '(unnamed)'}</span>
            {message.worst && <StandingIcon of={message.worst} />}
          </button>
        ))}
        {rows.length < messages.length && (
          <button type="button" class="row more link" data-nav="1" tabIndex={-1} onClick={() => setWhole(true)}>
            {messages.length - rows.length} more
          </button>
        )}
        {messages.length === 0 && <p class="cap none">No messages yet.</p>}
      </div>
      {column('readers', page.readers)}
    </section>
  )
})

function cut(applications: readonly Application[], isWhole: boolean): readonly Application[] {
  return applications.length > mostApplications && !isWhole ? applications.slice(0, 7) : applications
}

function fileOf({ place }: Application): string {
  return decodeURIComponent(place.uri.split('/').slice(-2).join('/'))
}

function namesOf({ messages: own }: Application, messages: readonly MessageRow[]): string {
  if (own === 'all') return 'all events'
  const names = messages.filter(({ key }) => own.includes(key)).map(({ name }) => name)
  return names.length === 0 ? 'nothing' : names.join(', ')
}

/** The flow in words, for who does not see it: *Checkout appends OrderNew, OrderCancelled.* */
function flowText({ appenders, readers, messages }: StreamPage): string {
  const say = (verb: string) => (one: Application) => `${one.name} ${verb} ${namesOf(one, messages)}.`
  const said = [...appenders.map(say('appends')), ...readers.map(say('reads'))]
  return said.length === 0 ? 'Nobody appends and nobody reads.' : said.join(' ')
}
