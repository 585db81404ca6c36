import { memo } from 'preact/compat'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { MapApplication, MapStream } from '../../shared/map-protocol.ts'
import { useArrows } from '../ui/keys.ts'
import { StandingIcon } from '../ui/signs.tsx'
import { sourceOf } from '../ui/text.tsx'
import { hasFindings } from './filter.ts'
import { type Landscape, namesOf, nobody } from './landscape.ts'
import { moveBetween } from './moves.ts'
import { sorted } from './order.ts'
import { counted, Found, Marked, Strip, severityWords } from './parts.tsx'
import { boxKey, boxOf, litWith, type MiddleBox, type Picture, pictureOf, type Side } from './picture.ts'
import { measure, type Wire } from './wires.ts'

interface ColumnsProps {
  readonly landscape: Landscape
  readonly streams: readonly MapStream[]
  readonly words: readonly string[]
  readonly selected: string | undefined
  readonly select: (id: string | undefined) => void
  /** Opens what a box stands for. */
  readonly open: (id: string) => void
}

/** Who appends, the event sources, who reads; lines between them, measured from the boxes. */
export const Columns = memo(({ landscape, streams, words, selected, select, open }: ColumnsProps) => {
  const part = useRef<HTMLElement>(null)
  useArrows(part)
  const picture = useSorted(useMemo(() => pictureOf(landscape, streams), [landscape, streams]))
  const box = boxOf(picture, selected)
  const lit = useMemo(() => (box === undefined ? undefined : litWith(picture, box)), [picture, box])
  const wires = useWires(part, picture, box)
  const shade = (key: string) => (lit && !lit.has(key) ? ' off' : '')
  const props = (id: string) => ({
    'data-nav': '1',
    tabIndex: -1,
    'aria-pressed': id === box,
    onClick: ({ detail }: MouseEvent) => (detail === 0 && id === selected ? open(id) : select(id)),
    onDblClick: () => open(id),
  })
  const side = (name: Side) => (
    <div class={`column ${name}`}>
      {picture[name].map((one) => (
        <button
          type="button"
          key={one.id}
          class={`box app${shade(boxKey(name, one.id))}`}
          data-box={boxKey(name, one.id)}
          title={one.application ? one.application.path : undefined}
          {...props(one.id)}
          {...sourceOf(one.application?.place)}
        >
          <span class="el">{one.name}</span>
          {one.application && <span class="sr">{usesText(one.application, name, landscape)}</span>}
          {one.application ? <Worst of={one.application} /> : <span class="cap">{counted(one.applications.length, 'app', 'apps')}</span>}
        </button>
      ))}
      {picture[name].length === 0 && <p class="cap nobody">{name === 'appends' ? 'nobody appends' : 'nobody reads'}</p>}
    </div>
  )
  return (
    <section
      class={`map${lit ? ' chosen' : ''}`}
      ref={part}
      aria-label={`Map of ${counted(streams.length, 'stream', 'streams')}`}
      onKeyDownCapture={(event) => moveBetween(event, picture)}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget || (target instanceof Element && target.matches('.column'))) select(undefined)
      }}
    >
      <svg class="wires" aria-hidden="true">
        {wires.map(({ key, hue, isLit, width, path, tip }) => (
          <g key={key} class={`wire ${hue}${isLit === undefined ? '' : isLit ? ' on' : ' off'}`}>
            <path class="run" stroke-width={width} d={path} />
            <path class="tip" d={tip} />
          </g>
        ))}
      </svg>
      <p class="cap">Append</p>
      <p class="cap middle">{picture.kind === 'folders' ? 'Event sources, by folder' : 'Event sources'}</p>
      <p class="cap reads">Read</p>
      {side('appends')}
      <div class="column middle">
        {picture.middle.map((one) => (
          <button
            type="button"
            key={one.id}
            class={`box middle${shade(boxKey('middle', one.id))}${one.stream && one.lone ? ' lone' : ''}`}
            data-box={boxKey('middle', one.id)}
            data-finding={hasFindings(one) ? one.id : undefined}
            {...props(one.id)}
            {...sourceOf(one.stream?.place)}
          >
            <Middle box={one} words={words} landscape={landscape} />
          </button>
        ))}
      </div>
      {side('reads')}
    </section>
  )
})

interface MiddleProps {
  readonly box: MiddleBox
  readonly words: readonly string[]
  readonly landscape: Landscape
}

function Middle({ box: { stream, folder, counts, lone }, words, landscape }: MiddleProps) {
  return (
    <>
      <span class="half">
        <b class="el">
          <Marked text={stream?.name ?? folder?.name ?? ''} words={words} />
        </b>
        <Found counts={counts} />
      </span>
      <span class="half">
        {stream ? (
          <code class="el">
            <Marked text={stream.address ?? 'no address'} words={words} />
          </code>
        ) : (
          <code>{counted(folder?.streams.length ?? 0, 'stream', 'streams')}</code>
        )}
        {lone !== undefined ? <span class="cap">{lone}</span> : stream && <Strip stream={stream} most={9} words={words} />}
      </span>
      {stream && <span class="sr">{usersText(stream, landscape)}</span>}
    </>
  )
}

function Worst({ of: application }: { readonly of: MapApplication }) {
  const worst = (['error', 'warning'] as const).find((severity) => application.counts[severity] > 0)
  if (!worst) return null
  const [copy] = application.copies
  const count = application.counts[worst]
  const text = copy ? `writes out ${copy.name} instead of reusing it` : `${count} ${severityWords[worst][count === 1 ? 0 : 1]}`
  return <StandingIcon of={worst} title={text} />
}

/** Who is at the other ends of a stream's lines, for who does not see them. */
function usersText({ id }: MapStream, { users }: Landscape): string {
  const { appends, reads } = users.get(id) ?? nobody
  const names = (verb: string, of: typeof appends) =>
    of.length > 0 ? [`${verb} ${of.map(({ application }) => application.name).join(', ')}`] : []
  return [...names('appended by', appends), ...names('read by', reads)].join('; ')
}

/** The same of an application: *appends OrderNew, OrderCancelled to EventSourceOrders*. */
function usesText(application: MapApplication, side: Side, { stream: streams }: Landscape): string {
  const uses = application[side].flatMap((use) => {
    const stream = streams.get(use.stream)
    return stream ? `${namesOf(use, stream)} ${side === 'appends' ? 'to' : 'of'} ${stream.name}` : []
  })
  return `${side} ${uses.join('; ')}`
}

/** The picture in an order with few crossings; it stays as it is while the same boxes are joined by the same lines. */
function useSorted(picture: Picture): Picture {
  const order = useRef<{ readonly key: string; readonly places: ReadonlyMap<string, number> } | undefined>(undefined)
  return useMemo(() => {
    const key =
      picture.edges.map(({ side, outer, middle }) => `${side} ${outer} ${middle}`).join('\n') +
      picture.middle.map(({ id }) => id).join('\n')
    if (order.current?.key !== key) {
      const { middle, appends, reads } = sorted(picture)
      const places = [...middle, ...appends.map(({ id }) => ({ id: `a${id}` })), ...reads.map(({ id }) => ({ id: `r${id}` }))]
      order.current = { key, places: new Map(places.map(({ id }, index) => [id, index])) }
    }
    const { places } = order.current
    const by = <Box extends { readonly id: string }>(boxes: readonly Box[], mark: string) =>
      [...boxes].sort((a, b) => (places.get(mark + a.id) ?? 0) - (places.get(mark + b.id) ?? 0))
    return { ...picture, middle: by(picture.middle, ''), appends: by(picture.appends, 'a'), reads: by(picture.reads, 'r') }
  }, [picture])
}

function useWires(part: { readonly current: HTMLElement | null }, picture: Picture, selected: string | undefined): readonly Wire[] {
  const [wires, setWires] = useState<readonly Wire[]>([])
  useLayoutEffect(() => {
    const root = part.current
    if (!root) return
    const draw = () => setWires(measure(root, picture, selected))
    draw()
    const observer = new ResizeObserver(draw)
    observer.observe(root)
    return () => observer.disconnect()
  }, [part, picture, selected])
  return wires
}
