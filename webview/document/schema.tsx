import { Schema as Drawn } from '@asyncapi/react-component/lib/esm/components/Schema/Schema'
import type { ComponentProps } from 'react'
import { pathOf } from './path.ts'

/** Stands in for the component's schema: the same, with the way to its source around it. */
export function Schema(props: ComponentProps<typeof Drawn>) {
  const path = props.schema && typeof props.schema.meta === 'function' ? pathOf(props.schema) : undefined
  return (
    <div className="schema" {...(path && { 'data-path': JSON.stringify(path) })}>
      <Drawn {...props} />
    </div>
  )
}
