import type { Scalar } from '../node.ts'

const INT = /^[-+]?[0-9]+$/
const OCTAL = /^0o[0-7]+$/
const HEX = /^0x[0-9a-fA-F]+$/
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const INFINITE = /^([-+])?\.(?:inf|Inf|INF)$/
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/

/** What a plain scalar means by the core schema (YAML 1.2.2, 10.3.2). */
export function resolvePlain(text: string): Scalar {
  switch (text.charCodeAt(0)) {
    case 126: // ~
    case 78: // N
    case 110: // n
      return text === '~' || text === 'null' || text === 'Null' || text === 'NULL' ? null : text
    case 84: // T
    case 116: // t
      return text === 'true' || text === 'True' || text === 'TRUE' ? true : text
    case 70: // F
    case 102: // f
      return text === 'false' || text === 'False' || text === 'FALSE' ? false : text
    case 43: // +
    case 45: // -
    case 46: // .
    case 48: // 0
    case 49:
    case 50:
    case 51:
    case 52:
    case 53:
    case 54:
    case 55:
    case 56:
    case 57:
      return resolveNumber(text) ?? text
    default:
      return text === '' ? null : text
  }
}

function resolveNumber(text: string): number | undefined {
  if (INT.test(text) || FLOAT.test(text)) return Number(text)
  if (OCTAL.test(text)) return Number.parseInt(text.slice(2), 8)
  if (HEX.test(text)) return Number.parseInt(text.slice(2), 16)
  const infinite = INFINITE.exec(text)
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return NOT_A_NUMBER.test(text) ? Number.NaN : undefined
}

/** The tags of the core schema and of the YAML type repository that `yaml` knows; any other is unknown. */
const KNOWN_TAGS = new Set(['str', 'null', 'bool', 'int', 'float', 'map', 'seq', 'binary', 'merge', 'omap', 'pairs', 'set', 'timestamp'])
export const CORE_PREFIX = 'tag:yaml.org,2002:'

/** Whether a full tag (`tag:yaml.org,2002:str`) is one that every reader knows. */
export function isKnownTag(tag: string): boolean {
  return tag.startsWith(CORE_PREFIX) && KNOWN_TAGS.has(tag.slice(CORE_PREFIX.length))
}

/** What a scalar under a tag means: `text` is its decoded text, `plain` whether it is written without quotes. */
export function resolveTagged(tag: string, text: string): Scalar {
  switch (tag) {
    case `${CORE_PREFIX}null`:
    case `${CORE_PREFIX}bool`:
    case `${CORE_PREFIX}int`:
    case `${CORE_PREFIX}float`: {
      const value = resolvePlain(text)
      return fits(tag.slice(CORE_PREFIX.length), value) ? value : text
    }
    default:
      return text
  }
}

function fits(type: string, value: Scalar): boolean {
  if (type === 'null') return value === null
  if (type === 'bool') return typeof value === 'boolean'
  return typeof value === 'number'
}
