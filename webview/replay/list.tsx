import { Audit } from './audit.tsx'
import { useSeen } from './store.ts'

export function Events() {
  const list = useSeen((state) => state.list)
  return (
    <section class="pane events" aria-label="Events">
      {list === 'audit' && <Audit />}
    </section>
  )
}
