import { parseArgs } from 'node:util'
import { type Moment, parseMoment } from '../../replay/moment.ts'
import { type Shape, shapes } from '../../replay/record/record.ts'

export const usage = `Usage: asyncapi-event-source replay DOCUMENT --channel NAME --from SOURCE [options]

Replays recorded events: holds each against the channel, groups them by entity and folds them into state.
SOURCE is a file, a folder or a glob: NDJSON, a JSON array (both also .gz or .zst), CSV with a header, or Parquet. It is only read.

Options:
  --channel NAME                the channel, by its key or address
  --from SOURCE                 the recording
  --shape NAME                  ${shapes.join(', ')}; told record by record otherwise
  --fold FILE                   a reducer module (.ts or .js), instead of the one that the channel names
  --start FILE                  states to begin with, as --state writes them
  --at POSITION|TIME            states as of this moment, itself included
  --entity ID                   fold this entity only
  --since POSITION|TIME         read from here
  --until POSITION|TIME         read up to here
  --limit N                     read at most so many events
  --state FILE                  write the states of all entities, one a line
  --audit FILE                  write all findings, as CSV or JSON by the file's name
  --drop POSITION               fold as if this event were not there; may be repeated
  --branch FILE                 fold with the edits of this file
  --format pretty|json          how the result is written (default pretty)
  -h, --help                    show this

Exit codes: 0 no findings of severity error, 1 such findings, 2 bad arguments or something that cannot be read.
`

export interface ReplayArguments {
  readonly document: string
  readonly channel: string
  readonly from: string
  readonly shape: Shape | undefined
  readonly fold: string | undefined
  readonly start: string | undefined
  readonly at: Moment | undefined
  readonly entity: string | undefined
  readonly since: Moment | undefined
  readonly until: Moment | undefined
  readonly limit: number | undefined
  readonly state: string | undefined
  readonly audit: string | undefined
  readonly drop: readonly string[]
  readonly branch: string | undefined
  readonly format: 'pretty' | 'json'
}

/** Throws an error whose message says what is wrong. */
export function readArguments(args: readonly string[]): ReplayArguments | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      channel: { type: 'string' },
      from: { type: 'string' },
      shape: { type: 'string' },
      fold: { type: 'string' },
      start: { type: 'string' },
      at: { type: 'string' },
      entity: { type: 'string' },
      since: { type: 'string' },
      until: { type: 'string' },
      limit: { type: 'string' },
      state: { type: 'string' },
      audit: { type: 'string' },
      drop: { type: 'string', multiple: true, default: [] },
      branch: { type: 'string' },
      format: { type: 'string', default: 'pretty' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  const [document, ...others] = positionals
  if (document === undefined) throw new Error('Say which DOCUMENT describes the channel.')
  if (others.length > 0) throw new Error(`replay takes one DOCUMENT, not ${others.join(', ')} too.`)
  const { channel, from, audit, format } = values
  if (channel === undefined) throw new Error('Say with --channel which channel of the document it is.')
  if (from === undefined) throw new Error('Say with --from where the recorded events are.')
  if (format !== 'pretty' && format !== 'json') throw new Error(`--format takes pretty or json; it is ${format}.`)
  if (audit !== undefined && !/\.(?:csv|json)$/i.test(audit)) throw new Error(`--audit writes a .csv or a .json file; it is ${audit}.`)
  return {
    document,
    channel,
    from,
    shape: shapeOf(values.shape),
    fold: values.fold,
    start: values.start,
    at: momentOf('--at', values.at),
    entity: values.entity,
    since: momentOf('--since', values.since),
    until: momentOf('--until', values.until),
    limit: limitOf(values.limit),
    state: values.state,
    audit,
    drop: values.drop,
    branch: values.branch,
    format,
  }
}

function shapeOf(text: string | undefined): Shape | undefined {
  const shape = shapes.find((name) => name === text)
  if (text !== undefined && !shape) throw new Error(`--shape takes ${shapes.join(', ')}; it is ${text}.`)
  return shape
}

function momentOf(option: string, text: string | undefined): Moment | undefined {
  const moment = text === undefined ? undefined : parseMoment(text)
  if (text !== undefined && !moment) throw new Error(`${option} takes a position or an RFC 3339 time; it is ${text}.`)
  return moment
}

function limitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,15}$/.test(text)) throw new Error(`--limit takes a whole number; it is ${text}.`)
  return Number(text)
}
