import { Message as Drawn } from '@asyncapi/react-component/lib/esm/containers/Messages/Message'
import type { ComponentProps } from 'react'
import { Lazy } from './lazy.tsx'
import { pathOf } from './path.ts'

/** Stands in for the component's message within an operation: one operation may have thousands. */
export function Message(props: ComponentProps<typeof Drawn>) {
  const path = props.message && pathOf(props.message)
  if (!path) return null
  return (
    <Lazy kind="message" path={path}>
      {() => <Drawn {...props} />}
    </Lazy>
  )
}
