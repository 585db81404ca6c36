import type { Whole } from './whole.ts'

/** Texts that stand for many, where nothing is known of what was accepted. */
const plain = ['', 'a', 'A', '0', ' ', '-', 'é', 'ab', 'A1', 'a-b', 'abcdefghij', '1234567890']
const mostSamples = 64

/** Some texts that a whole may accept: plain ones, and those its expressions describe. Whether it does is for the caller to ask. */
export function textsOf({ parts }: Whole): readonly string[] {
  const texts = new Set<string>()
  let least = 0
  for (const { at } of parts) {
    least = Math.max(least, Math.min(at.node.minLength ?? 0, 1_000))
    if (at.node.pattern !== undefined) for (const text of textsOfPattern(at.node.pattern)) texts.add(text)
  }
  for (const text of plain) texts.add(text)
  for (const text of [...texts]) if (text.length < least) texts.add(text + (text.at(-1) ?? 'a').repeat(least - text.length))
  return [...texts]
}

/** Some texts that an expression describes; none where it is written in a way that is not read here. */
function textsOfPattern(pattern: string): readonly string[] {
  const reader: Reader = { text: pattern.slice(0, 500), at: 0 }
  const texts = alternatives(reader)
  return texts && reader.at === reader.text.length ? texts : []
}

interface Reader {
  readonly text: string
  at: number
}

function alternatives(reader: Reader): readonly string[] | undefined {
  const texts: string[] = []
  for (;;) {
    const one = sequence(reader)
    if (!one) return undefined
    texts.push(...one)
    if (reader.text[reader.at] !== '|') return spread(texts)
    reader.at++
  }
}

function sequence(reader: Reader): readonly string[] | undefined {
  let texts: readonly string[] = ['']
  while (reader.at < reader.text.length && reader.text[reader.at] !== '|' && reader.text[reader.at] !== ')') {
    const one = atom(reader)
    if (!one) return undefined
    texts = spread(texts.flatMap((text) => one.map((next) => text + next)))
  }
  return texts
}

/** An even choice of what would be too many. */
function spread(texts: readonly string[]): readonly string[] {
  if (texts.length <= mostSamples) return texts
  return Array.from({ length: mostSamples }, (_, index) => texts[Math.floor((index * texts.length) / mostSamples)] ?? '')
}

function atom(reader: Reader): readonly string[] | undefined {
  const sign = reader.text[reader.at++] ?? ''
  if (sign === '^' || sign === '$') return ['']
  let one: readonly string[] | undefined
  if (sign === '(') {
    const opening = /^\?(:|<[a-zA-Z]\w*>)/.exec(reader.text.slice(reader.at))
    if (reader.text[reader.at] === '?' && !opening) return undefined
    reader.at += opening?.[0].length ?? 0
    one = alternatives(reader)
    if (reader.text[reader.at++] !== ')') return undefined
  } else if (sign === '[') one = characterClass(reader)
  else if (sign === '\\') one = escaped(reader)
  else if (sign === '.') one = ['a', '0', '-']
  else if ('*+?{'.includes(sign)) return undefined
  else one = [sign]
  return one && quantified(reader, one)
}

const classes: Readonly<Record<string, readonly string[]>> = {
  d: ['0', '5', '9'],
  w: ['a', 'Z', '0', '_'],
  s: [' '],
  D: ['a'],
  W: ['-'],
  S: ['a', '0'],
}

function escaped(reader: Reader): readonly string[] | undefined {
  const sign = reader.text[reader.at++]
  if (sign === undefined) return undefined
  return classes[sign] ?? (/[a-zA-Z0-9]/.test(sign) ? undefined : [sign])
}

function characterClass(reader: Reader): readonly string[] | undefined {
  if (reader.text[reader.at] === '^') return undefined
  const found: string[] = []
  for (;;) {
    const sign = reader.text[reader.at++]
    if (sign === undefined) return undefined
    if (sign === ']') return found
    if (sign === '\\') {
      const one = escaped(reader)
      if (!one) return undefined
      found.push(...one)
      continue
    }
    const end = reader.text[reader.at + 1]
    if (reader.text[reader.at] === '-' && end !== undefined && end !== ']' && end !== '\\') {
      reader.at += 2
      found.push(sign, end)
    } else found.push(sign)
  }
}

function quantified(reader: Reader, one: readonly string[]): readonly string[] | undefined {
  const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(reader.text.slice(reader.at))
  if (!found) return one
  reader.at += found[0].length
  const [, sign, low, comma, high] = found
  const least = sign === '+' ? 1 : Number(low ?? 0)
  const most = sign === '?' ? 1 : comma === '' ? least : high ? Number(high) : least + 3
  if (least > 1_000 || most > 1_000) return undefined
  return spread([...new Set([least, Math.min(least + 1, most), most])].flatMap((times) => one.map((text) => text.repeat(times))))
}
