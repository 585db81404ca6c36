import { Digits, type Json } from '../ui/json.ts'
import { isContainer } from './state-tree.ts'
import { valueText } from './state-value-text.ts'

function kindOf(value: Json): string {
  if (value instanceof Digits) return 'num'
  if (typeof value === 'string') return 'str'
  return isContainer(value) ? 'box' : 'bool'
}

/** A value in one line, in the colours that the editor's debugger has for it. */
export function Value({ of: value }: { readonly of: Json }) {
  return <span class={`v-${kindOf(value)}`}>{valueText(value)}</span>
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
