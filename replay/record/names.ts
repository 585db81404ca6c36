const prefix = /^(?:ce[-_]|cloudevents[:_-])/i

/** Records have the same few names again and again. */
const known = new Map<string, string>()
const mostKnown = 2_000

/** A name as it is compared in the envelope of an event: without case, `_`, `-` and a CloudEvents prefix. */
export function comparable(name: string): string {
  let found = known.get(name)
  if (found === undefined) {
    found = name.replace(prefix, '').toLowerCase().replace(/[-_]/g, '')
    if (known.size >= mostKnown) known.clear()
    known.set(name, found)
  }
  return found
}
