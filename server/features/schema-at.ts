import { rules } from '../rules/registry.ts'
import { reports } from '../rules/reports.ts'
import type { Checks } from '../validate/checks.ts'
import { configSchema } from '../validate/config-schema.ts'
import { declarationSchema } from '../validate/declaration-schema.ts'
import { type DescribedSchema, schemasAt } from '../validate/described.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { isChannelEntry } from './channel-at.ts'

/** Every rule and report that a config or a suppression may name, as they are listed. */
export const ruleIds: readonly string[] = [...rules.map(({ meta }) => meta.id), ...reports.map(({ id }) => id)]

const declaration = declarationSchema(ruleIds)
const config = configSchema(rules, reports)

/** The schemas of ours that hold for a place: below a channel's `x-event-source`, or in a config file. `undefined` anywhere else. */
export function schemasOf(cursor: Cursor, checks: Checks): DescribedSchema[] | undefined {
  if (checks.config.isConfig(cursor.uri)) return schemasAt(config, cursor.path)
  const path: string[] = []
  for (let at: Cursor | undefined = cursor; at?.parent; at = at.parent) {
    if (at.key === 'x-event-source' && isChannelEntry(at.parent)) return schemasAt(declaration, path)
    path.unshift(at.key)
  }
  return undefined
}

const titles: ReadonlyMap<string, string> = new Map([...rules.map(({ meta }) => meta), ...reports].map(({ id, title }) => [id, title]))

/** What a rule reports, in a line; `undefined` for an id that nobody knows. */
export function titleOf(id: string): string | undefined {
  return titles.get(id)
}
