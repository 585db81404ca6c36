import type { BranchEdit, JsonText } from '../../shared/replay-protocol.ts'

type Reviver = (this: unknown, name: string, value: unknown, context?: { readonly source?: string }) => unknown

// Numbers keep their digits, as newer engines can; the compiler does not know it yet.
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown
const { rawJSON } = JSON as unknown as { readonly rawJSON?: (text: string) => unknown }

/** The edits of a branch as its file has them, one a line. Rejects a line that is none: the error's message is a sentence for a person. */
export function readBranchFile(text: string): BranchEdit[] {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return []
      const edit = editOf(line)
      if (!edit) throw new Error(`Line ${index + 1} is no edit of a branch.`)
      return [edit]
    })
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
