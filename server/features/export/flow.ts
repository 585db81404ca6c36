import type { ColorScheme } from '../../../shared/export-protocol.ts'
import type { Application, MessageRow, StreamPage } from '../../../shared/preview-protocol.ts'
import { columnsSvg, type Wire } from './columns.ts'

/** Who appends, the set as the log, who reads, as SVG; everything is on it, however much there is. */
export function flowSvg(page: StreamPage, scheme: ColorScheme): string {
  const messages = current(page)
  const wires = (side: Wire['side'], applications: readonly Application[]) =>
    applications.flatMap((one, end) => wiresOf(side, end, one, messages))
  return columnsSvg(
    {
      text: flowText(page),
      left: page.appenders.map(({ name }) => name),
      right: page.readers.map(({ name }) => name),
      middle: [
        { label: page.address ?? page.title, detail: 'all events', signs: [] },
        ...messages.map(({ name, sign }, index) => ({ label: name || '(unnamed)', detail: '', signs: [sign ?? index] })),
      ],
      wires: [...wires('left', page.appenders), ...wires('right', page.readers)],
      isLog: true,
    },
    scheme,
  )
}

/** The set as it is: what is gone since a baseline is not exported. */
export function current({ messages }: StreamPage): MessageRow[] {
  return messages.filter(({ change }) => change !== 'gone')
}

function wiresOf(side: Wire['side'], end: number, { messages: own }: Application, messages: readonly MessageRow[]): Wire[] {
  if (own === 'all') return [{ side, end, row: 0 }]
  return messages.flatMap(({ key, sign }, index) => (own.includes(key) ? [{ side, end, row: index + 1, sign: sign ?? index }] : []))
}

/** The flow in words: *Checkout appends OrderNew, OrderCancelled.* */
export function flowText(page: StreamPage): string {
  const { appenders, readers } = page
  const say = (verb: string) => (one: Application) => `${one.name} ${verb} ${namesOf(one, current(page))}.`
  const all = [...appenders.map(say('appends')), ...readers.map(say('reads'))]
  return all.length === 0 ? 'Nobody appends and nobody reads.' : all.join(' ')
}

function namesOf({ messages: own }: Application, messages: readonly MessageRow[]): string {
  if (own === 'all') return 'all events'
  const names = messages.filter(({ key }) => own.includes(key)).map(({ name }) => name)
  return names.length === 0 ? 'nothing' : names.join(', ')
}
