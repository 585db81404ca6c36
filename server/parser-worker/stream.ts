/**
 * The documents of a YAML file, each as a text in which the lines before it are empty, so that its own keep their numbers; the text itself
 * where it holds one. The parser takes only the first of several, so that each has to be given to it alone. The marks between them stand
 * at the beginning of a line and nowhere else, not even in a scalar. (YAML 1.2.2, sections 9.1.2 and 9.1.5)
 */
export function* streamDocuments(text: string): Generator<string, void> {
  const lines = text.split('\n')
  const starts: number[] = []
  let open = false
  for (const [number, line] of lines.entries()) {
    const mark = /^(?:---|\.\.\.)(?=\s|$)/.exec(line)?.[0]
    if (mark === '...') open = false
    else if (mark === '---' || (!open && hasContent.test(line))) {
      open = true
      starts.push(number)
    }
  }
  if (starts.length < 2) yield text
  else for (const [index, start] of starts.entries()) yield '\n'.repeat(start) + lines.slice(start, starts[index + 1]).join('\n')
}

/** Anything but a comment, a directive, or nothing. */
const hasContent = /^(?!%)\s*[^\s#]/
