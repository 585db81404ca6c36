import { Icon, StandingIcon } from '../ui/signs.tsx'
import { useAnswer, useReplay, useSeen } from './store.ts'
import { hash } from './words.ts'

/** What is to be known of how this state came about: it was merged, or the fold threw. */
export function StateNotes() {
  const fold = useSeen(({ overview }) => overview?.fold)
  const moment = useSeen((state) => state.moment)
  if (!fold || !moment) return null
  if (fold.kind === 'none') return <Invitation />
  if (fold.kind === 'failed') return <Failed file={fold.file} message={fold.message} line={fold.line} />
  return <Threw />
}

function Invitation() {
  const replay = useReplay()
  return (
    <div class="note">
      <Icon name="lightbulb" />
      <span>Merged from the payloads, no fold yet. A typed fold says what each event means.</span>
      <button type="button" class="primary" onClick={() => replay.run('createFold')}>
        Create fold
      </button>
    </div>
  )
}

interface FailedProps {
  readonly file: string
  readonly message: string
  readonly line: number | undefined
}

function Failed({ file, message, line }: FailedProps) {
  return (
    <div class="note err">
      <StandingIcon of="error" />
      <span>
        <b>{file} cannot be used:</b> {message} State is merged from the payloads instead.
        <br />
        <FoldLink file={file} place={line === undefined ? undefined : `${file}:${line}`} />
      </span>
    </div>
  )
}

/** The moment's event may have other problems that are said first: whether the fold threw at it, the event itself tells. */
function Threw() {
  const replay = useReplay()
  const fold = useSeen(({ overview }) => overview?.fold)
  const at = useSeen(({ moment }) => (moment?.row.worst === 'error' && !moment.state.isUnchanged ? moment.row.at : undefined))
  const version = useSeen((state) => state.version)
  const event = useAnswer(at === undefined ? undefined : `${at} ${version}`, ({ engine }) => engine.ask('event', { at: at ?? 0 }))
  const finding = event?.row.at === at ? event?.findings.find(({ kind }) => kind === 'fold-threw') : undefined
  if (!finding || fold?.kind !== 'module') return null
  const { what, place } = thrown(finding.message)
  return (
    <div class="note err">
      <StandingIcon of="error" />
      <span>
        <b>
          {fold.file} threw at {hash(finding.position)}:
        </b>{' '}
        {what} State stays as it was.
        <br />
        <FoldLink file={fold.file} place={place} /> <span class="mono dim">on.{replay.state.moment?.row.type}</span>
      </span>
    </div>
  )
}

/** What was thrown, as a sentence, and where in the reducer's file; `place` is `undefined` where nothing says so. */
export function thrown(message: string): { readonly what: string; readonly place: string | undefined } {
  const found = /^([\s\S]*?)\s*\(([^()\s]+:\d+(?::\d+)?)\)\.?$/.exec(message)
  const what = found?.[1] ?? message
  return { what: /[.!?]$/.test(what) ? what : `${what}.`, place: found?.[2] }
}

/** The way into the reducer's file; the host knows the line at which it threw at the moment. */
export function FoldLink({ file, place }: { readonly file: string; readonly place?: string | undefined }) {
  const replay = useReplay()
  return (
    <button type="button" class="link mono" onClick={() => replay.run('openFold')}>
      {place ?? file}
    </button>
  )
}
