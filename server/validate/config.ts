import type { Severity } from '../rules/rule.ts'

/** What a config file and the editor's settings (without their prefix) can say alike. Everything may be missing. */
export interface Config {
  readonly extends?: 'recommended' | 'strict'
  /** By rule id; old ids are read too. */
  readonly rules?: Readonly<Record<string, Severity>>
  /** Patterns of channel keys or addresses that are event sources. */
  readonly channels?: readonly string[]
  /** Names of envelope properties, by what they say. */
  readonly envelope?: Readonly<Record<string, readonly string[]>>
  readonly baseline?: string
  /** Whether what @asyncapi/parser recommends is shown. */
  readonly recommendations?: boolean
}

/** What a rule knows of itself that decides its severity. */
export interface RuleDefault {
  readonly id: string
  readonly aliases?: readonly string[]
  readonly severity: Severity
}

/** The file wins over the setting, key by key; of `rules` and `envelope`, entry by entry. */
export function mergeConfig(settings: Config, file: Config | undefined): Config {
  if (!file) return settings
  const merged = { ...settings, ...file }
  return {
    ...merged,
    ...((settings.rules || file.rules) && { rules: { ...settings.rules, ...file.rules } }),
    ...((settings.envelope || file.envelope) && { envelope: { ...settings.envelope, ...file.envelope } }),
  }
}

/**
 * The severity of a finding: what `rules` says of its rule, else its own (`said`) or the rule's default, which `strict` raises from
 * information and hint to warning; what is off by default stays off there.
 */
export function severityOf(rule: RuleDefault, said: Severity | undefined, config: Config): Severity {
  for (const id of [rule.id, ...(rule.aliases ?? [])]) {
    const explicit = config.rules?.[id]
    if (explicit !== undefined) return explicit
  }
  const severity = said ?? rule.severity
  return config.extends === 'strict' && (severity === 'info' || severity === 'hint') ? 'warning' : severity
}

const severities: readonly unknown[] = ['error', 'warning', 'info', 'hint', 'off'] satisfies Severity[]

/** Reads plain data as a config: what has another shape is left out, for a bad setting must not stop the checks. */
export function readConfig(data: unknown): Config {
  if (!isObject(data)) return {}
  const rules = isObject(data.rules) ? pick(data.rules, (value) => severities.includes(value)) : undefined
  const envelope = isObject(data.envelope) ? pick(data.envelope, isTexts) : undefined
  return {
    ...((data.extends === 'recommended' || data.extends === 'strict') && { extends: data.extends }),
    ...(rules && { rules: rules as Record<string, Severity> }),
    ...(isTexts(data.channels) && { channels: data.channels }),
    ...(envelope && { envelope: envelope as Record<string, string[]> }),
    ...(typeof data.baseline === 'string' && data.baseline !== '' && { baseline: data.baseline }),
    ...(typeof data.recommendations === 'boolean' && { recommendations: data.recommendations }),
  }
}

function pick(object: Record<string, unknown>, keep: (value: unknown) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => keep(value)))
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
