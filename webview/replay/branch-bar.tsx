import './branch.css'
import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { BranchView } from '../../shared/replay-protocol.ts'
import { useArrows } from '../ui/keys.ts'
import { Icon, StandingIcon } from '../ui/signs.tsx'
import { takeBack } from './event-actions.ts'
import { Sign } from './list-row.tsx'
import { Go } from './state.tsx'
import { useReplay, useSeen } from './store.ts'
import type { Branch } from './store-state.ts'
import { hash, plural } from './words.ts'

/** What the branch does to the log, edit by edit, and what comes of it. */
export function BranchBar() {
  const replay = useReplay()
  const branch = useSeen((state) => state.branch)
  useEffect(() => replay.host.on('branch', ({ name, edits }) => void replay.setBranch(edits, name)), [replay])
  const part = useRef<HTMLElement>(null)
  if (!branch) return null
  return (
    <section class="branch-bar" aria-label="Edits of the branch" ref={part}>
      <Arrows part={part} />
      <div class="branch-name">
        <Icon name="git-branch" />
        <Name branch={branch} />
      </div>
      <Edits view={branch.view} />
      <Ends branch={branch} />
    </section>
  )
}

/** One tab stop for the whole bar, for as long as it is there. */
function Arrows({ part }: { readonly part: RefObject<HTMLElement | null> }) {
  useArrows(part)
  return null
}

function Name({ branch }: { readonly branch: Branch }) {
  const replay = useReplay()
  const [isOpen, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  useEffect(() => {
    if (isOpen) input.current?.select()
  }, [isOpen])
  if (!isOpen) {
    return (
      <button
        type="button"
        class="el"
        ref={button}
        data-nav="1"
        tabIndex={-1}
        title={`${branch.name}: give it another name`}
        onClick={() => setOpen(true)}
      >
        <b>{branch.name}</b>
      </button>
    )
  }
  const take = () => {
    const name = input.current?.value.trim()
    if (name) replay.set({ branch: { ...branch, name } })
    setOpen(false)
  }
  return (
    <input
      ref={input}
      type="text"
      aria-label="Name of the branch"
      spellcheck={false}
      defaultValue={branch.name}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          take()
          close()
        } else if (event.key === 'Escape') close()
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}

const words: Readonly<Record<BranchView['edits'][number]['letter'], string>> = {
  D: 'dropped',
  A: 'inserted',
  M: 'edited',
  'R-': 'moved away',
  'R+': 'moved here',
}

function Edits({ view }: { readonly view: BranchView }) {
  const replay = useReplay()
  return (
    <div class="branch-edits" role="toolbar" aria-label="Edits">
      {view.edits.map(({ at, letter, position, message, title, problem }, index) => (
        <span class="chip edit" key={`${letter} ${position} ${title}`}>
          <button
            type="button"
            data-nav="1"
            tabIndex={-1}
            title={problem ?? `Go to ${hash(position)}, ${words[letter]} (Delete takes it back)`}
            onClick={() => replay.goTo(at)}
            onKeyDown={(event) => {
              if (event.key !== 'Delete' && event.key !== 'Backspace') return
              event.preventDefault()
              event.stopPropagation()
              takeBack(replay, index)
            }}
          >
            <b class={letter[0]}>{letter[0]}</b>
            {hash(position)}
            <Sign message={message} />
            <span class={letter === 'M' ? 'mono el' : 'el'}>{title}</span>
            <span class="sr">, {words[letter]}</span>
            {problem !== undefined && <StandingIcon of="error" title={problem} />}
          </button>
          <button
            type="button"
            class="x"
            data-nav="1"
            tabIndex={-1}
            aria-label={`Take back ${hash(position)} ${words[letter]}`}
            title="Take this edit back"
            onClick={() => takeBack(replay, index)}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
    </div>
  )
}

function Ends({ branch: { view } }: { readonly branch: Branch }) {
  const replay = useReplay()
  const { differing, first } = view
  const copyTest = async (form: 'vitest' | 'jest') => {
    const { entity, moment } = replay.state
    const of = entity ?? moment?.state.entity
    if (of === undefined || !moment) return
    const { text } = await replay.engine.ask('write', { what: 'test', entity: of, at: moment.row.at, form })
    await replay.host.ask('copy', { text })
    replay.say('The test is copied.')
  }
  const tool = (icon: string, label: string, title: string, act: (event: MouseEvent) => unknown) => (
    <button
      type="button"
      class="tb"
      data-nav="1"
      tabIndex={-1}
      aria-label={label}
      title={title}
      onClick={(event) => {
        Promise.resolve(act(event)).catch((error: unknown) => replay.complain(error))
      }}
    >
      <Icon name={icon} />
    </button>
  )
  return (
    <div class="branch-end">
      <span class="verdict">
        {differing === 0 ? (
          'All entities end the same'
        ) : (
          <>
            <b>{plural(differing, 'entity ends', 'entities end')} differently</b>
            {first && (
              <>
                , first at <Go at={first.at} position={first.position} />
              </>
            )}
          </>
        )}
      </span>
      <div class="branch-tools" role="toolbar" aria-label="Branch">
        {tool('beaker', 'Copy as test', 'Copy as test: given these events, then this state (Vitest; with Shift for Jest)', ({ shiftKey }) =>
          copyTest(shiftKey ? 'jest' : 'vitest'),
        )}
        {tool('save', 'Keep the branch as a file', 'Keep the branch as a file, one edit a line', () => replay.run('saveBranch'))}
        {tool('export', 'Branch as NDJSON', 'The recording as the branch has it, as NDJSON', () =>
          replay.host.ask('save', { what: 'recording', scope: 'branch' }),
        )}
        {tool('discard', 'Back to the log', 'Back to the log, as it was recorded', () => replay.setBranch([]))}
      </div>
    </div>
  )
}
