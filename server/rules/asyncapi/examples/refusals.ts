import { compile } from '../../../../schema/compile.ts'
import type { Problem } from '../../../../schema/problem.ts'
import { parsePointer } from '../../../../shared/pointer.ts'
import { entryOf, type PoolEntry, wholePool } from '../../../model/schema-pool.ts'
import type { Cursor } from '../../../workspace/cursor.ts'
import type { Finding } from '../../rule.ts'

/** What refuses a value, for its sentence. */
export type Judge = 'payload' | 'headers' | 'example' | 'default'

const openings: Readonly<Record<Judge, string>> = {
  payload: 'The payload schema refuses this example:',
  headers: 'The headers schema refuses this example:',
  example: 'The schema refuses its example:',
  default: 'The schema refuses its default:',
}

/** What the schema has against the value at a place, one finding for each part of it that is refused; none where nothing stands or nothing can be decided. */
export function refusals(value: Cursor, schema: PoolEntry, judge: Judge): Finding[] {
  if (!value.exists) return []
  const { workspace } = value.file
  const byPath = new Map<string, Problem[]>()
  for (const problem of compile(wholePool(workspace), schema.id)(value.value) ?? []) {
    const known = byPath.get(problem.path)
    if (known) known.push(problem)
    else byPath.set(problem.path, [problem])
  }
  return [...byPath].map(([path, problems]) => {
    const keyword = problems[0] && keywordAt(value, problems[0])
    return {
      at: nearestWritten(value, parsePointer(path) ?? []),
      part: 'value',
      message: `${openings[judge]} ${problems.map(({ message }) => message).join(' ')}`,
      ...(keyword && { related: [{ at: keyword, part: 'key', message: 'What refuses it.' }] }),
    }
  })
}

function nearestWritten(value: Cursor, path: readonly string[]): Cursor {
  let at = value
  for (const key of path) {
    if (!at.at(key).exists) return at
    at = at.at(key)
  }
  return at
}

function keywordAt(value: Cursor, { schemaPath: { id, pointer } }: Problem): Cursor | undefined {
  const keyword = entryOf(value.file.workspace, id)?.at.at(...(parsePointer(pointer) ?? []))
  return keyword?.parent && keyword.exists ? keyword : undefined
}
