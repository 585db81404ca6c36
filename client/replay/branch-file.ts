import type { BranchEdit, JsonText } from '../../shared/replay-protocol.ts'

type Reviver = (this: unknown, name: string, value: unknown, context?: { readonly source?: string }) => unknown

// Numbers keep their digits, as newer engines can; the compiler does not know it yet.
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown
const { rawJSON } = JSON as unknown as { readonly rawJSON?: (text: string) => unknown }

/** The edits of a branch as its file has them, one a line; the number of the first line that is none, from 1, where there is one. */
export function readBranchFile(text: string): readonly BranchEdit[] | number {
  const edits: BranchEdit[] = []
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue
    const edit = editOf(line)
    if (!edit) return index + 1
    edits.push(edit)
  }
  return edits
}

function editOf(line: string): BranchEdit | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  if ('drop' in value && isPosition(value.drop)) return { drop: value.drop }
  if ('move' in value && 'after' in value && isPosition(value.move) && isPosition(value.after)) {
    return { move: value.move, after: value.after }
  }
  if ('insert' in value && 'after' in value && isPosition(value.after)) return { insert: member(line, 'insert'), after: value.after }
  if ('edit' in value && 'record' in value && isPosition(value.edit)) return { edit: value.edit, record: member(line, 'record') }
  return undefined
}

function member(line: string, name: string): JsonText {
  const whole = parse(line, (_, value, context) =>
    typeof value === 'number' && rawJSON && context?.source !== undefined ? rawJSON(context.source) : value,
  ) as Record<string, unknown>
  return JSON.stringify(whole[name])
}

function isPosition(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string'
}
