import { readFileSync } from 'node:fs'
import type { EntityState } from '../../replay/fold/folder.ts'
import { isObject, member } from '../../replay/json/object.ts'
import { readJson } from '../../replay/json/read.ts'
import { writeJson } from '../../replay/json/write.ts'

/** The form of `--state` and `--start`: an entity a line. */
export function stateLine({ entity, version, at, state }: EntityState): string {
  return `${writeJson({ entity, version, at, state })}\n`
}

/** The states of a file. Throws an error whose message says what is wrong. */
export function readStates(path: string, name: string): EntityState[] {
  const lines = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const result = readJson(line)
    const state = result.ok && isObject(result.value) ? stateOf(result.value) : undefined
    if (!state) throw new Error(`${name} cannot be read: line ${index + 1} is no state of an entity.`)
    return [state]
  })
}

function stateOf(line: Record<string, unknown>): EntityState | undefined {
  const entity = member(line, 'entity')
  const version = member(line, 'version')
  const at = member(line, 'at') ?? null
  if (typeof entity !== 'string' || typeof version !== 'number' || !Object.hasOwn(line, 'state')) return undefined
  return { entity, version, at: typeof at === 'string' ? at : null, state: line['state'] }
}
