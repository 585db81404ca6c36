import './keys-help.css'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../ui/signs.tsx'
import { useReplay, useSeen } from './store.ts'

const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Moment',
    [
      ['Space', 'Play or pause'],
      ['← → ↑ ↓', 'Step through the list'],
      ['Shift+← →', 'Step through the entity'],
      ['PgUp PgDn', 'Ten at once'],
      ['Home End', 'First and last event'],
      [', .', 'Change of the watched value'],
      ['[ ]', 'Problem'],
      ['Backspace', 'Back, with Shift forward'],
      ['G', 'Go to: 214, 10:31, +5m'],
      ['+ −', 'Pace'],
      ['F', 'Follow'],
    ],
  ],
  [
    'What is shown',
    [
      ['/', 'Filter'],
      ['P', 'Problems only'],
      ['N', 'Find an entity'],
      ['C', 'Compare'],
      ['H', 'History of the value'],
      ['O', 'Changes only'],
      ['D', 'The message in the document'],
      ['A', 'Audit'],
      ['1 – 4', 'Payload, headers, causes, history'],
      ['Z', 'Zoom to the entity'],
      ['0', 'Whole recording'],
      ['L', 'Lanes or one strip'],
    ],
  ],
  [
    'What if',
    [
      ['B', 'Branch'],
      ['E', 'Edit the event'],
      ['I', 'Insert one after it'],
      ['Delete', 'Drop it'],
      ['Alt+↑ ↓', 'Move it'],
      ['Shift+F10', 'Menu'],
      ['Escape', 'Close, clear, stop comparing, let go'],
    ],
  ],
]

/** All keys of the panel. */
export function KeysHelp() {
  const replay = useReplay()
  const isShown = useSeen((state) => state.areKeysShown)
  const hasLetters = useSeen(({ start }) => start?.singleKeys ?? true)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isShown) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isShown])
  const close = () => replay.set({ areKeysShown: false })
  return (
    <dialog
      class="keys"
      ref={dialog}
      aria-labelledby="keys-title"
      onClose={close}
      onClick={({ target }) => {
        if (target === dialog.current) close()
      }}
    >
      {isShown && (
        <div class="inner">
          <div class="phead">
            <h2 id="keys-title">Keys</h2>
            {!hasLetters && <span class="cap">Letters alone are switched off in the settings.</span>}
            <span class="grow" />
            <button type="button" class="tb" aria-label="Close" title="Close (Escape)" onClick={close}>
              <Icon name="close" />
            </button>
          </div>
          <div class="groups">
            {groups.map(([title, keys]) => (
              <section key={title} aria-label={title}>
                <h3>{title}</h3>
                <dl>
                  {keys.map(([key, does]) => (
                    <div key={key}>
                      <dt>
                        <kbd>{key}</kbd>
                      </dt>
                      <dd>{does}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </div>
      )}
    </dialog>
  )
}
