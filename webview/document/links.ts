import { formatPointer } from '../../shared/pointer.ts'
import { tell } from './host.ts'
import { goTo } from './place.ts'

/** Links are the host's: it asks before it opens one outside. Also reports where a key is typed into a field, and not for a command. */
export function followLinks(): void {
  addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link) return
      event.preventDefault()
      event.stopPropagation()
      const href = link.getAttribute('href') ?? ''
      const [, server] = /#server-(.+)$/.exec(href) ?? []
      if (server !== undefined) goTo(formatPointer(['servers', server]))
      else if (/^(?:https?|mailto):/i.test(href)) tell({ type: 'link', href })
    },
    true,
  )
  // The middle button opens, too.
  addEventListener('auxclick', (event) => event.preventDefault(), true)
  const isText = (target: EventTarget | null) => target instanceof HTMLInputElement
  addEventListener('focusin', ({ target }) => tell({ type: 'textFocus', on: isText(target) }))
  addEventListener('focusout', ({ target }) => {
    if (isText(target)) tell({ type: 'textFocus', on: false })
  })
}
