/** The newer value, with every part that is as it was being the older one's object: what did not change is not drawn anew. */
export function share<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after
  if (Array.isArray(before) && Array.isArray(after)) {
    const parts = after.map((part, index) => share(before[index], part))
    return (parts.length === before.length && parts.every((part, index) => part === before[index]) ? before : parts) as T
  }
  if (!isRecord(before) || !isRecord(after)) return after
  const entries = Object.entries(after).map(([key, part]) => [key, share(before[key], part)] as const)
  const isSame =
    entries.length === Object.keys(before).length && entries.every(([key, part]) => Object.hasOwn(before, key) && before[key] === part)
  return (isSame ? before : Object.fromEntries(entries)) as T
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
