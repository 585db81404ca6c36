import type { Change } from '../../shared/preview-protocol.ts'

const letters: Readonly<Record<Change, string>> = { added: 'A', changed: 'M', gone: 'D' }
const words: Readonly<Record<Change, string>> = { added: 'Added', changed: 'Changed', gone: 'Gone' }

/** A change as source control marks it, with its word for who does not know the letters. */
export function ChangeLetter({ change, since }: { readonly change: Change; readonly since: string | undefined }) {
  const word = since === undefined ? words[change] : `${words[change]} since ${since}`
  return (
    <span class={`letter ${change}`} title={word}>
      <span aria-hidden="true">{letters[change]}</span>
      <span class="sr">{word}</span>
    </span>
  )
}

/** A text beside what it was: only the words that are others are struck and underlined. */
export function Changed({ was, now }: { readonly was: string; readonly now: string }) {
  if (was === now) return <>{now}</>
  const [before, after] = [was.split(' '), now.split(' ')]
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head++
  let tail = 0
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const [gone, come] = [before, after].map((all) => all.slice(head, all.length - tail).join(' '))
  return (
    <>
      {after.slice(0, head).join(' ')} {gone && <del>{gone}</del>} {come && <ins>{come}</ins>} {after.slice(after.length - tail).join(' ')}
    </>
  )
}
