import { isParticiple } from './participles.ts'

/** Verbs that open a command, without those that are business nouns too (*order*, *request*, *transfer*, *refund*, *book*, *pick*, *resume*, …). */
const imperatives: ReadonlySet<string> = new Set(
  (
    'abort accept acknowledge activate add adjust allocate allow amend append apply approve archive assign attach authenticate authorise authorize begin bind ' +
    'calculate cancel change clear close collect commit complete compute configure confirm connect convert create deactivate decline decrease delete ' +
    'deliver deny deploy detach disable disconnect dispatch do edit enable enrich ensure enrol enroll evaluate execute expire fetch finalise finalize finish fulfil ' +
    'fulfill generate get give grant handle increase initialise initialize initiate insert install invite invoke join launch make mark merge modify move notify ' +
    'obtain open pause pay perform persist place prepare process provision publish put reactivate receive recompute reconcile reduce refresh refuse register reject ' +
    'remove rename reopen replace reschedule reserve reset resolve restart restore retrieve revoke save select send ship start stop store submit subscribe suspend ' +
    'synchronise synchronize terminate unassign unblock uninstall unlock unregister unsubscribe update upload upsert validate verify void withdraw write'
  ).split(' '),
)

/** What a name ends in that tells of an answer or a state, never of a wish. */
const answers: ReadonlySet<string> = new Set([
  'ack',
  'acknowledgement',
  'acknowledgment',
  'reply',
  'response',
  'result',
  'exception',
  'new',
  'ready',
  'pending',
])

/** Whether the words of a name ask for something instead of telling what happened: `CreateOrder`, not `OrderCreated`. */
export function isCommand(words: readonly string[], aggregate: readonly string[] = []): boolean {
  const [first = ''] = words
  if (!imperatives.has(first) || words.some(isParticiple)) return false
  return first !== aggregate[0] && !endsAsAnswer(words)
}

function endsAsAnswer(words: readonly string[]): boolean {
  const last = words.at(-1) ?? ''
  const two = `${words.at(-2) ?? ''} ${last}`
  return answers.has(last) || two === 'on hold' || two === 'in progress' || (words.length > 1 && /.{2}ing$/.test(last))
}
