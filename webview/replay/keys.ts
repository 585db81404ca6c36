import type { ReplayAction } from '../../shared/replay-protocol.ts'
import { togglePlay } from './play.ts'
import type { Replay } from './store.ts'

/** What a key of the page's own does; `undefined` where it does nothing. Keys that a part of the page has used never come here. */
function ownKey(replay: Replay, { key, shiftKey }: KeyboardEvent): (() => unknown) | undefined {
  const { moments } = replay
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowUp':
      return () => moments.step({ by: shiftKey ? 'entity' : 'row', count: -1, ...ofEntity(replay) })
    case 'ArrowRight':
    case 'ArrowDown':
      return () => moments.step({ by: shiftKey ? 'entity' : 'row', count: 1, ...ofEntity(replay) })
    case 'PageUp':
      return () => moments.step({ by: 'row', count: -10 })
    case 'PageDown':
      return () => moments.step({ by: 'row', count: 10 })
    case 'Home':
      return () => moments.step({ by: 'end', count: -1 })
    case 'End':
      return () => moments.end()
    case 'Escape':
      return () => stepOut(replay)
    default:
      return undefined
  }
}

/** The entity that steps keep to: the one that is kept, else that of the moment. */
export function ofEntity({ state }: Replay): { readonly entity?: string } {
  const entity = state.entity ?? state.moment?.row.entity ?? state.moment?.state.entity
  return entity === undefined ? {} : { entity }
}

/** Closes, clears, stops comparing, lets go of the entity: the first of these that there is to do. */
function stepOut(replay: Replay): void {
  const { areKeysShown, isPlaying, filter, held, entity, overview } = replay.state
  if (areKeysShown) replay.set({ areKeysShown: false })
  else if (isPlaying) replay.set({ isPlaying: false })
  else if (filter.text !== '' || filter.problemsOnly || filter.hidden.length > 0)
    replay.setFilter({ text: '', problemsOnly: false, hidden: [] })
  else if (held) replay.compare()
  else if (entity !== undefined) replay.keepEntity(undefined)
  else if (overview?.load === 'loading') void replay.stop()
}

/** Listens for the keys that are the page's own, and for those that the host hands on. */
export function listenForKeys(replay: Replay): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
    const act = ownKey(replay, event)
    if (!act) return
    event.preventDefault()
    void act()
  })
  replay.host.on('do', (action) => void act(replay, action))
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus()
}

/** Does what a key or a command of VS Code stands for. What belongs to one part of the page is done there: the part listens for it. */
function act(replay: Replay, action: ReplayAction): unknown {
  const { moments, state } = replay
  switch (action) {
    case 'play':
      return togglePlay(replay)
    case 'previous':
      return moments.step({ by: 'row', count: -1 })
    case 'next':
      return moments.step({ by: 'row', count: 1 })
    case 'previousOfEntity':
      return moments.step({ by: 'entity', count: -1, ...ofEntity(replay) })
    case 'nextOfEntity':
      return moments.step({ by: 'entity', count: 1, ...ofEntity(replay) })
    case 'previousChange':
      return replay.stepChange(-1)
    case 'nextChange':
      return replay.stepChange(1)
    case 'previousProblem':
      return replay.stepProblem(-1)
    case 'nextProblem':
      return replay.stepProblem(1)
    case 'back':
      return moments.back()
    case 'forward':
      return moments.forward()
    case 'goTo':
      return focus('[data-goto]')
    case 'filter':
      replay.set({ list: 'events' })
      return requestAnimationFrame(() => focus('[data-filter]'))
    case 'problemsOnly':
      return replay.setFilter({ problemsOnly: !state.filter.problemsOnly })
    case 'compare':
      return replay.compare()
    case 'history':
      return replay.set({ tab: 'history' })
    case 'tab1':
      return replay.set({ tab: 'payload' })
    case 'tab2':
      return replay.set({ tab: 'headers' })
    case 'tab3':
      return replay.set({ tab: 'causes' })
    case 'tab4':
      return replay.set({ tab: 'history' })
    case 'changesOnly':
      return replay.set({ changesOnly: !state.changesOnly })
    case 'audit':
      return replay.set({ list: state.list === 'audit' ? 'events' : 'audit' })
    case 'zoomEntity':
      return replay.zoomToEntity()
    case 'zoomAll':
      return replay.set({ range: undefined })
    case 'lanes':
      return replay.set({ isStrip: !state.isStrip })
    case 'faster':
      return replay.setPace(1)
    case 'slower':
      return replay.setPace(-1)
    case 'follow':
      return replay.follow(!(state.overview?.isFollowing ?? false))
    case 'branch':
      return replay.run('pickBranch')
    case 'export':
      return replay.run('export')
    case 'document':
      return replay.openMessage()
    case 'keys':
      return replay.set({ areKeysShown: !state.areKeysShown })
    default:
      return replay.hand(action)
  }
}
