import { fileSource } from '../source/files.ts'
import type { ByteFile, Source } from '../source/source.ts'

/** The same records, read from what was written out of files that are no text: who reads the first is not disturbed. */
export function plainSource(source: Source): Source {
  const files = source.texts.flatMap(({ name, plain }) => (plain ? [named(name, plain)] : []))
  return files.length === source.texts.length ? fileSource(files, (_, chunks) => chunks) : source
}

function named(name: string, plain: ByteFile): ByteFile {
  return {
    name,
    get size() {
      return plain.size
    },
    chunks: (start) => plain.chunks(start),
    slice: (start, end) => plain.slice(start, end),
  }
}
