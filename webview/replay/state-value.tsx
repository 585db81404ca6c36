import { Digits, type Json } from '../ui/json.ts'
import { isContainer, peek } from './state-tree.ts'

/** More of a text than fits in any line is not drawn. */
const mostShown = 400

function kindOf(value: Json): string {
  if (value instanceof Digits) return 'num'
  if (typeof value === 'string') return 'str'
  return isContainer(value) ? 'box' : 'bool'
}

/** A value in one line, in the colours that the editor's debugger has for it. */
export function Value({ of: value }: { readonly of: Json }) {
  return <span class={`v-${kindOf(value)}`}>{valueText(value)}</span>
}

/** As {@link Value} shows it. */
export function valueText(value: Json): string {
  if (value instanceof Digits) return value.text
  const text = isContainer(value) ? peek(value) : JSON.stringify(value)
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text
}

/** Before and after: the old value struck, then the new. */
export function Change({ old, value }: { readonly old: Json | undefined; readonly value: Json | undefined }) {
  return (
    <>
      {old !== undefined && (
        <del aria-hidden={value !== undefined}>
          <Value of={old} />
        </del>
      )}
      {value !== undefined && (
        <span class="to">
          <Value of={value} />
        </span>
      )}
    </>
  )
}
