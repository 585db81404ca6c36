import type { SourceText } from '../../../document/source-text.ts'
import type { SourceFile } from '../../../workspace/source-file.ts'

const keysOf = new WeakMap<SourceText, ReadonlySet<string>>()

/** Whether the key is written in a file whose text is broken, so that it is only the tree that lost it. */
export function isLostInBrokenText(file: SourceFile, key: string): boolean {
  const { source } = file
  if (!source?.problems.some(({ code }) => code !== 'duplicate-key' && code !== 'unknown-tag')) return false
  let keys = keysOf.get(source)
  if (!keys) {
    keys = new Set(Array.from(source.text.matchAll(/(?:^|[\s{,"'])([^\s{,"':]+)["']?\s*:/g), (match) => match[1] ?? ''))
    keysOf.set(source, keys)
  }
  return keys.has(key)
}
