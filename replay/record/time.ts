/** A moment, to the nanosecond. */
export interface Time {
  /** Milliseconds since 1970-01-01 UTC, whole. */
  readonly ms: number
  /** 0 to 999,999 beyond those. */
  readonly nanos: number
  /** UTC, with as many digits after the second as are known, three at least. */
  readonly text: string
}

// RFC 3339, section 5.6, and without an offset, which is read as UTC.
const form = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))?$/
const earliest = Date.parse('0000-01-01T00:00:00Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

/**
 * The time that a value says: RFC 3339, or a number (or its digits as text) of seconds below 1e11, milliseconds below 1e14, microseconds
 * below 1e17, else nanoseconds. `undefined` for anything else.
 */
export function readTime(value: unknown): Time | undefined {
  if (typeof value === 'bigint') return fromDigits(value)
  if (typeof value === 'number') return Number.isInteger(value) ? fromDigits(BigInt(value)) : fromFraction(value)
  if (typeof value !== 'string' || value.length > 64) return undefined
  return /^-?\d+$/.test(value) ? fromDigits(BigInt(value)) : fromText(value)
}

export function compareTimes(a: Time, b: Time): number {
  return a.ms - b.ms || a.nanos - b.nanos
}

function fromText(text: string): Time | undefined {
  const match = form.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = match
  // A leap second is read as the one that follows it.
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60 || Number(offsetHour) > 23 || Number(offsetMinute) > 59)
    return undefined
  const midnight = new Date(0)
  midnight.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (midnight.getUTCMonth() !== Number(month) - 1 || midnight.getUTCDate() !== Number(day)) return undefined
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -60 : 60)
  const seconds = midnight.getTime() / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset
  const digits = fraction.slice(0, 9).padEnd(9, '0')
  return make(seconds * 1000 + Number(digits.slice(0, 3)), Number(digits.slice(3)))
}

function fromDigits(value: bigint): Time | undefined {
  const size = value < 0n ? -value : value
  const scale = size < 10n ** 11n ? 1_000_000_000n : size < 10n ** 14n ? 1_000_000n : size < 10n ** 17n ? 1_000n : 1n
  const nanos = value * scale
  const rest = ((nanos % 1_000_000n) + 1_000_000n) % 1_000_000n
  return make(Number((nanos - rest) / 1_000_000n), Number(rest))
}

function fromFraction(value: number): Time | undefined {
  const size = Math.abs(value)
  const ms = size < 1e11 ? value * 1e3 : size < 1e14 ? value : size < 1e17 ? value / 1e3 : value / 1e6
  return make(Math.round(ms), 0)
}

function make(ms: number, nanos: number): Time | undefined {
  if (!(ms >= earliest && ms <= latest)) return undefined
  return { ms, nanos, text: timeText(ms, nanos) }
}

/** A moment as {@link Time.text} has it. */
export function timeText(ms: number, nanos: number): string {
  const text = new Date(ms).toISOString()
  return nanos === 0 ? text : `${text.slice(0, -1)}${String(nanos).padStart(6, '0').replace(/0+$/, '')}Z`
}
