import type { ReplayAction } from '../../shared/replay-protocol.ts'

/** The setting that gives single letters a meaning within the panel. */
export const singleKeys = 'asyncapiEventSource.replay.singleKeys'

/**
 * The keys that VS Code hands to the panel. Arrows, Tab, Enter, Escape, Home, End and the page keys are the page's own. `+` and `?` are named by the
 * key that they are on with Shift, as VS Code wants it.
 */
export const replayKeys = {
  play: ['space'],
  previousChange: [','],
  nextChange: ['.'],
  previousProblem: ['['],
  nextProblem: [']'],
  back: ['backspace'],
  forward: ['shift+backspace'],
  goTo: ['g'],
  filter: ['/', 'ctrl+f'],
  problemsOnly: ['p'],
  findEntity: ['n'],
  compare: ['c'],
  history: ['h'],
  changesOnly: ['o'],
  document: ['d'],
  audit: ['a'],
  tab1: ['1'],
  tab2: ['2'],
  tab3: ['3'],
  tab4: ['4'],
  branch: ['b'],
  edit: ['e'],
  insert: ['i'],
  drop: ['delete'],
  moveUp: ['alt+up'],
  moveDown: ['alt+down'],
  zoomEntity: ['z'],
  zoomAll: ['0'],
  lanes: ['l'],
  faster: ['shift+=', 'numpad_add'],
  slower: ['-', 'numpad_subtract'],
  follow: ['f'],
  keys: ['shift+/'],
} as const satisfies Partial<Readonly<Record<ReplayAction, readonly string[]>>>

export type ReplayKey = keyof typeof replayKeys

/** Whether it is a letter, digit or sign alone: what the setting switches off. */
export function isSingle(key: string): boolean {
  return key.length === 1 || key === 'shift+=' || key === 'shift+/'
}
