import type { ByteFile, Content, Form, Sink, Source, SourceRecord, Storage, Stretch } from './source.ts'
import { elementSplitter, lineSplitter, longest, type Piece, rowSplitter, type Splitter } from './split.ts'
import { type Decompress, RecordedFile } from './text-file.ts'

/** Stretches that lie no farther apart are read in one go. */
const nearby = 1 << 16
const mostAtOnce = 1 << 23

/** Recordings in files, read in the order given. Each file's form is told by its name and its first bytes. */
export function fileSource(files: readonly ByteFile[], decompress: Decompress, storage?: Storage): Source {
  return new FileSource(files.map((file) => new RecordedFile(file, decompress, storage)))
}

class FileSource implements Source {
  readonly files: readonly string[]
  readonly texts: readonly RecordedFile[]

  constructor(texts: readonly RecordedFile[]) {
    this.texts = texts
    this.files = texts.map(({ name }) => name)
  }

  get copies(): readonly string[] {
    return this.texts.flatMap(({ copy }) => copy ?? [])
  }

  async *read(): AsyncGenerator<readonly SourceRecord[]> {
    for (const [index, text] of this.texts.entries())
      for await (const batch of text.through((form, base) => recordSink(text, index, form, base))) if (batch.length > 0) yield batch
  }

  async contents(stretches: readonly Stretch[]): Promise<Content[]> {
    const out: Content[] = []
    const order = stretches.map((_, at) => at).sort((a, b) => before(stretches[a] as Stretch, stretches[b] as Stretch))
    for (let from = 0; from < order.length; ) {
      const first = stretches[order[from] as number] as Stretch
      let end = first.offset + first.size
      let to = from + 1
      for (; to < order.length; to++) {
        const next = stretches[order[to] as number] as Stretch
        if (next.file !== first.file || next.offset > end + nearby || next.offset + next.size - first.offset > mostAtOnce) break
        end = Math.max(end, next.offset + next.size)
      }
      const text = this.texts[first.file] as RecordedFile
      const bytes = first.size > longest ? new Uint8Array(0) : await text.slice(first.offset, end)
      for (const at of order.slice(from, to)) {
        const { offset, size } = stretches[at] as Stretch
        out[at] = text.contentAt(offset, size, bytes.subarray(offset - first.offset, offset - first.offset + size))
      }
      from = to
    }
    return out
  }

  async dispose(): Promise<void> {
    for (const text of this.texts) await text.dispose()
  }
}

function recordSink(text: RecordedFile, file: number, form: Form, base: number): Sink<readonly SourceRecord[]> {
  const splitter = splitterOf(form, base)
  let last = 0
  const record = (piece: Piece, damage?: Content): readonly SourceRecord[] => {
    const { line, offset, size, isLast } = piece
    last = line
    if (damage) text.note(offset, damage)
    else if (isLast) text.note(offset, 'last')
    const content = damage ?? text.contentOf(piece)
    return content ? [{ file, line, offset, size, content }] : []
  }
  const special = (line: number, offset: number, content: Content): readonly SourceRecord[] => {
    text.note(offset, content)
    return [{ file, line, offset, size: 0, content }]
  }
  return {
    feed: (chunk) => splitter.feed(chunk).flatMap((piece) => record(piece)),
    special,
    end: (damage) => {
      const rest = splitter.end().flatMap((piece) => record(piece, damage))
      return damage && rest.length === 0 ? special(last + 1, splitter.at, damage) : rest
    },
  }
}

export function splitterOf(form: Form, base: number): Splitter {
  return form === 'csv' ? rowSplitter(base) : form === 'array' ? elementSplitter(base) : lineSplitter(base)
}

function before(a: Stretch, b: Stretch): number {
  return a.file - b.file || a.offset - b.offset
}
