import DOMPurify from 'dompurify'
import { createContext, type ReactNode, useContext, useLayoutEffect, useRef } from 'react'
import { renderMarkdown } from './rendered.ts'

/** What relative addresses of images are relative to: the document's folder, as the page may load from it. */
export const FolderContext = createContext('')

/** Stands in for the component's Markdown: stricter, for the page's policy refuses inline styles, and a description styles nothing. */
export function Markdown({ children }: { readonly children?: ReactNode }) {
  const folder = useContext(FolderContext)
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (typeof children === 'string') place.current?.replaceChildren(sanitised(children, folder))
  }, [children, folder])
  if (typeof children !== 'string') return <>{children}</>
  return <div className="prose" ref={place} />
}

function sanitised(text: string, folder: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(rendered(text), {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'select', 'textarea', 'dialog', 'video', 'audio', 'source', 'picture', 'map', 'area'],
    FORBID_ATTR: [
      'style',
      'id',
      'name',
      'srcset',
      'target',
      'background',
      'popover',
      'popovertarget',
      'contenteditable',
      'tabindex',
      'autofocus',
    ],
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  })
  for (const element of fragment.querySelectorAll('[class]')) {
    // Only what the highlighter of code says of its words; a description puts nothing over the page.
    if (!/^(?:hljs[\w-]*|language-[\w-]+|\s)+$/.test(element.className)) element.removeAttribute('class')
  }
  for (const image of fragment.querySelectorAll('img')) {
    const address = image.getAttribute('src') ?? ''
    if (!/^(?:https:|data:image\/)/i.test(address)) image.setAttribute('src', relative(address, folder))
  }
  for (const block of fragment.querySelectorAll('pre')) block.tabIndex = 0
  return fragment
}

/** An address beside the document; nothing where it leads anywhere else. */
function relative(address: string, folder: string): string {
  return folder === '' || address === '' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(address) ? '' : `${folder}/${address.replace(/^\.\//, '')}`
}

function rendered(text: string): string {
  try {
    return renderMarkdown(text)
  } catch {
    const holder = document.createElement('pre')
    holder.textContent = text
    return holder.outerHTML
  }
}
