import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Pointer } from '../../shared/pointer.ts'
import { type Json, writeJson } from '../ui/json.ts'
import { typedValue } from './branch-edits.ts'

interface EditorProps {
  readonly path: Pointer
  readonly value: Json
  /** Resolves to what is wrong with the new value. */
  readonly accept: (value: Json) => Promise<string | undefined>
  readonly leave: () => void
}

/** Another value is typed in place of one: Enter takes it, Escape leaves it. */
export function ValueEditor({ path, value, accept, leave }: EditorProps) {
  const input = useRef<HTMLInputElement>(null)
  const before = writeJson(value)
  const [problem, setProblem] = useState<string>()
  useLayoutEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  const take = async () => {
    const text = input.current?.value ?? ''
    if (text === before) return leave()
    const next = typedValue(text, value)
    if (next === undefined) return setProblem('This is no JSON value: text is in double quotes, numbers are without.')
    const wrong = await accept(next)
    if (wrong === undefined) leave()
    else setProblem(wrong)
  }
  return (
    <span class="inline-edit">
      <input
        ref={input}
        class="mono"
        type="text"
        spellcheck={false}
        aria-label={`New value of ${path} in the branch`}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : 'value-problem'}
        title="Enter takes it, Escape leaves it as it is"
        defaultValue={before}
        onInput={() => setProblem(undefined)}
        onBlur={leave}
        onClick={(event) => event.stopPropagation()}
        onDblClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void take()
          else if (event.key === 'Escape') leave()
          else if (event.key !== 'Tab') return
          event.stopPropagation()
          if (event.key !== 'Tab') event.preventDefault()
        }}
      />
      {problem !== undefined && (
        <span class="edit-problem" id="value-problem" role="alert">
          {problem}
        </span>
      )}
    </span>
  )
}
