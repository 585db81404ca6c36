const known = new WeakMap<object, number>()

/** A short text that is another one, but for bad luck, whenever the data is. Of `parts` each is looked at once for as long as it is the same object. */
export function hashOf(data: unknown, parts: readonly object[]): string {
  let hash = fnv(JSON.stringify(data))
  for (const part of parts) {
    let own = known.get(part)
    if (own === undefined) {
      own = fnv(JSON.stringify(part))
      known.set(part, own)
    }
    hash = Math.imul(hash ^ own, 0x01000193) >>> 0
  }
  return hash.toString(36)
}

/** FNV-1a over UTF-16 code units, 32 bits. */
function fnv(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
