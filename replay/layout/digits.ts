import { isDigit, text } from './tree.ts'

/** The number that ASCII digits write out; there are few enough of them to be exact. */
export function wholeOf(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  const isNegative = bytes[start] === 0x2d
  for (let at = isNegative ? start + 1 : start; at < end; at++) value = value * 10 + ((bytes[at] as number) - 0x30)
  return isNegative ? -value : value
}

const powers = Array.from({ length: 16 }, (_, digits) => 10 ** digits)
const mostDigits = 15

/** The number that stands in the bytes, as `JSON.parse` reads it. */
export function numberOf(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  let digits = 0
  let fraction = -1
  const isNegative = bytes[start] === 0x2d
  for (let at = isNegative ? start + 1 : start; at < end; at++) {
    const byte = bytes[at] as number
    if (byte === 0x2e) fraction = digits
    else {
      value = value * 10 + (byte - 0x30)
      digits++
    }
  }
  if (fraction < 0) return isNegative ? -value : value
  if (digits > mostDigits) return Number(text(bytes, start, end))
  // Both are exact, so that the division is rounded once, as it is to be.
  const number = value / (powers[digits - fraction] as number)
  return isNegative ? -number : number
}

/** Whether the number has no fraction. */
export function isWhole(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === 0x2e) return false
  return true
}

function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 0x30
  const ones = (bytes[at + 1] as number) - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days since 1970-01-01 of the date in ten bytes (RFC 3339, full-date); `NaN` where it is none. */
export function dayOf(bytes: Uint8Array, at: number): number {
  const century = two(bytes, at)
  const yearOfCentury = two(bytes, at + 2)
  const year = century * 100 + yearOfCentury
  const month = two(bytes, at + 5)
  const day = two(bytes, at + 8)
  if (century < 0 || yearOfCentury < 0 || bytes[at + 4] !== 0x2d || bytes[at + 7] !== 0x2d) return Number.NaN
  if (month < 1 || month > 12 || day < 1) return Number.NaN
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (day > (daysOfMonth[month - 1] as number) + (month === 2 && isLeap ? 1 : 0)) return Number.NaN
  // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days from civil.
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** A time as it stands in a log: whole milliseconds since 1970, and nanoseconds beyond them. */
export interface DigitTime {
  ms: number
  nanos: number
}

/**
 * Reads an RFC 3339 date-time with `T`, nine digits after the second at most, and `Z` or an offset; `false` for anything else, which may still
 * be one. Leap seconds are left to others, and so are times that may fall outside the years 0000 to 9999 in UTC.
 */
export function readDigits(bytes: Uint8Array, start: number, end: number, out: DigitTime): boolean {
  const size = end - start
  if (size < 20 || size > 35 || bytes[start + 10] !== 0x54 || bytes[start + 13] !== 0x3a || bytes[start + 16] !== 0x3a) return false
  const day = dayOf(bytes, start)
  const hour = two(bytes, start + 11)
  const minute = two(bytes, start + 14)
  const second = two(bytes, start + 17)
  if (!(day > -719_000 && day < 2_932_000) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false
  let at = start + 19
  let fraction = 0
  if (bytes[at] === 0x2e) {
    const first = ++at
    while (isDigit(bytes[at])) fraction = fraction * 10 + ((bytes[at++] as number) - 0x30)
    if (at === first || at - first > 9) return false
    for (let digits = at - first; digits < 9; digits++) fraction *= 10
  }
  let offset = 0
  const zone = bytes[at++]
  if (zone === 0x2b || zone === 0x2d) {
    const hours = two(bytes, at)
    const minutes = two(bytes, at + 3)
    if (bytes[at + 2] !== 0x3a || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return false
    offset = (hours * 60 + minutes) * (zone === 0x2d ? -60 : 60)
    at += 5
  } else if (zone !== 0x5a) return false
  if (at !== end) return false
  const ms = Math.floor(fraction / 1e6)
  out.ms = (day * 86_400 + hour * 3_600 + minute * 60 + second - offset) * 1_000 + ms
  out.nanos = fraction - ms * 1e6
  return true
}

const hexadecimal = Uint8Array.from({ length: 256 }, (_, byte) => (/[0-9a-f]/i.test(String.fromCharCode(byte)) ? 1 : 0))

/** Whether the bytes are a UUID in its usual form. */
export function isUuid(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 36) return false
  for (let at = 0; at < 36; at++) {
    const byte = bytes[start + at] as number
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (byte !== 0x2d) return false
    } else if (hexadecimal[byte] === 0) return false
  }
  return true
}
