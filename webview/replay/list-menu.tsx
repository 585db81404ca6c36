import { Menu } from './menu.tsx'
import { useReplay } from './store.ts'

/** What can be done with the event of the moment. */
export function EventMenu({ at, closed }: { readonly at: { readonly x: number; readonly y: number }; readonly closed: () => void }) {
  const replay = useReplay()
  const { moment, held, entity } = replay.state
  if (!moment) return null
  const { row } = moment
  const copy = async () => {
    const { raw } = await replay.engine.ask('event', { at: row.at })
    await replay.host.ask('copy', { text: raw })
    replay.say('The record is copied.')
  }
  const openRecord = async () => {
    const { file, line } = await replay.engine.ask('event', { at: row.at })
    await replay.host.ask('revealRecord', { file, line })
  }
  const isInLog = row.edit !== 'A'
  return (
    <Menu
      label={`Event ${row.position}`}
      at={at}
      closed={closed}
      items={[
        {
          label: row.entity !== undefined && entity === row.entity ? `Let go of ${row.entity}` : `Keep to ${row.entity ?? 'its entity'}`,
          isOff: row.entity === undefined,
          run: () => replay.keepEntity(entity === row.entity ? undefined : row.entity),
        },
        { label: held ? 'Stop comparing' : 'Compare from here on', key: 'C', run: () => replay.compare() },
        { label: 'Zoom to the entity', key: 'Z', isOff: row.entity === undefined, run: () => replay.zoomToEntity() },
        'line',
        { label: 'Edit, in a branch', key: 'E', run: () => replay.hand('edit') },
        { label: 'Insert one after it, in a branch', key: 'I', run: () => replay.hand('insert') },
        { label: 'Drop, in a branch', key: 'Delete', run: () => replay.hand('drop') },
        { label: 'Move up, in a branch', key: 'Alt+↑', run: () => replay.hand('moveUp') },
        { label: 'Move down, in a branch', key: 'Alt+↓', run: () => replay.hand('moveDown') },
        'line',
        { label: 'Copy the record', run: () => copy().catch((error) => replay.complain(error)) },
        { label: 'Open the recording at it', isOff: !isInLog, run: () => openRecord().catch((error) => replay.complain(error)) },
        { label: 'Open the message in the document', key: 'D', isOff: row.message < 0, run: () => replay.openMessage() },
      ]}
    />
  )
}
