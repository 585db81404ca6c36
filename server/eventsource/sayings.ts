/** A place in a text that says that something is an event source. */
export interface Saying {
  /** As the text has it. */
  readonly text: string
}

/** Only so much of a text is read. */
const longest = 20_000

const tokens = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|[\p{Lo}\p{Lt}\p{Lm}]+|\p{N}+/gu
/** What may stand between the two words. */
const between = /^(?:\s*|[-_\u2010\u2011])$/u
const seconds: ReadonlySet<string> = new Set(['source', 'sourcing', 'sourced', 'store'])
/** Behind *event source* these make it the name of a producer or of a part of some product. */
const followers: ReadonlySet<string> = new Set([
  'uri',
  'uris',
  'url',
  'urls',
  'header',
  'headers',
  'attribute',
  'attributes',
  'mapping',
  'mappings',
])

const aboutServerSentEvents = [
  /text\/event-stream/i,
  /\bserver[\s_-]*sent[\s_-]*events?\b/i,
  // AWS calls its encryption at rest SSE-S3, SSE-KMS and SSE-C.
  /\bSSE\b(?![-\s]*(?:KMS|S3|C\b))/,
  /\bnew\s+EventSource\b/,
  /\bEventSource\s*\(/,
  /\bEventSource\b[\s`'"]*(?:(?:web|browser|javascript|js|dom|html5?)\s+)?(?:api|interface|object|client|constructor|polyfill|connection)\b/i,
  /\b(?:window|globalThis)\.EventSource\b/,
  /\b(?:browsers?(?:['’]s?)?|javascript|html5?|whatwg|dom|web)\s+[`'"]?EventSource\b/i,
]

/** Whether a text is about server-sent events (`text/event-stream`, the browser's EventSource): they share a name with event sources and nothing else. */
export function isAboutServerSentEvents(text: string): boolean {
  const read = text.slice(0, longest)
  return aboutServerSentEvents.some((pattern) => pattern.test(read))
}

/** Where a text says *event source*, *event sourcing*, *event-sourced* or *event store*, as whole words in any spelling; `undefined` where it does not. */
export function findSaying(text: string): Saying | undefined {
  const read = text.slice(0, longest)
  if (!/event/i.test(read) || isAboutServerSentEvents(read)) return undefined
  const words = [...read.matchAll(tokens)].map((match) => ({
    word: match[0].toLowerCase(),
    from: match.index,
    to: match.index + match[0].length,
  }))
  for (const [i, { word, from, to }] of words.entries()) {
    const joined = /^event(source|sourcing|sourced|store)$/.exec(word)?.[1]
    const next = words[i + 1]
    const second =
      joined ?? (word === 'event' && next && seconds.has(next.word) && between.test(read.slice(to, next.from)) ? next.word : undefined)
    if (second === undefined) continue
    const last = joined ? i : i + 1
    const end = joined ? to : (next?.to ?? to)
    if (second === 'source' && isProducer(read, words[last + 1], end, from)) continue
    return { text: read.slice(from, end) }
  }
  return undefined
}

/** Whether the words *event source* mean who sends an event: an *event source URI*, the `source` of CloudEvents. */
function isProducer(text: string, follower: { word: string; from: number } | undefined, end: number, from: number): boolean {
  if (follower && followers.has(follower.word) && /^[\s_'"`-]*$/.test(text.slice(end, follower.from))) return true
  return /cloud[\s_-]?events?/i.test(sentenceAround(text, from, end))
}

function sentenceAround(text: string, from: number, to: number): string {
  const before = text.slice(Math.max(0, from - 500), from)
  const after = text.slice(to, to + 500)
  const start = [...before.matchAll(/[.!?:;](?=\s)|\n\s*\n|\n\s*[-*#]/g)].at(-1)
  const stop = /[.!?;](?=\s|$)|\n\s*\n|\n\s*[-*#]/.exec(after)
  return before.slice(start ? start.index + 1 : 0) + text.slice(from, to) + after.slice(0, stop ? stop.index + 1 : undefined)
}
