import type { ConfigInterface } from '@asyncapi/react-component/lib/esm/config/config'
import { defaultConfig } from '@asyncapi/react-component/lib/esm/config/default'
import { Info } from '@asyncapi/react-component/lib/esm/containers/Info/Info'
import { ConfigContext, SpecificationContext } from '@asyncapi/react-component/lib/esm/contexts'
import { useEffect, useMemo, useRef, useState } from 'react'
import { keep } from './host.ts'
import { ItemView } from './items.tsx'
import { Boundary, Lazy, SourceButton } from './lazy.tsx'
import type { Item, Model } from './model.ts'
import { Outline } from './outline.tsx'
import { goTo } from './place.ts'

interface ViewProps {
  readonly model: Model
  readonly uri: string
  /** The way to what the cursor is in. */
  readonly here: readonly string[] | null
}

/** A document: its outline, and everything in it, drawn where it is looked at. */
export function View({ model, uri, here }: ViewProps) {
  const { document, sections, isVersion2 } = model
  const config = useMemo(() => configOf(isVersion2), [isVersion2])
  const scroll = useRef<HTMLElement>(null)
  const [isListOpen, setListOpen] = useState(false)
  useKeptPlace(scroll, uri)
  const items = useMemo(() => sections.flatMap((section) => section.items), [sections])
  const current = useMemo(() => itemAt(items, here), [items, here])
  return (
    <ConfigContext.Provider value={config}>
      <SpecificationContext.Provider value={document}>
        <header className="head" data-path="[]">
          <button
            type="button"
            className="tool list"
            aria-expanded={isListOpen}
            aria-label="Contents"
            title="Contents"
            onClick={() => setListOpen(!isListOpen)}
          >
            <span className="codicon codicon-list-tree" aria-hidden="true" />
          </button>
          <h1>{model.title || 'Untitled'}</h1>
          <span className="cap">
            {[model.version && `version ${model.version}`, `AsyncAPI ${document.version()}`].filter(Boolean).join(' · ')}
          </span>
          <SourceButton path={[]} />
        </header>
        <div className={`columns${isListOpen ? ' open' : ''}`}>
          <Outline
            sections={sections}
            current={current?.key}
            show={(key) => {
              setListOpen(false)
              goTo(key)
            }}
          />
          <main className="scroll" ref={scroll} tabIndex={-1}>
            <div className="aui-root body">
              <section id="introduction" aria-label="Introduction" data-path='["info"]'>
                <Boundary path={['info']}>
                  <Info />
                </Boundary>
              </section>
              {sections.map(({ title, items: own }) => (
                <section key={title} aria-labelledby={`section-${title}`}>
                  <h2 id={`section-${title}`}>
                    {title} <span className="cap">{own.length}</span>
                  </h2>
                  {own.map((item) => (
                    <article
                      key={item.key}
                      id={`item-${item.key}`}
                      aria-label={item.name}
                      className={item === current ? 'here' : undefined}
                    >
                      <Lazy kind={item.kind} path={item.path}>
                        {() => <ItemView item={item} />}
                      </Lazy>
                    </article>
                  ))}
                </section>
              ))}
              {items.length === 0 && <p className="cap none">Nothing else is described yet.</p>}
            </div>
          </main>
        </div>
      </SpecificationContext.Provider>
    </ConfigContext.Provider>
  )
}

/** In 2.x an operation says what others do, *publish* and *subscribe*; the component says so only for 2.6. */
function configOf(isVersion2: boolean): ConfigInterface {
  return { ...defaultConfig, schemaID: '', ...(isVersion2 && { sendLabel: 'SUB', receiveLabel: 'PUB' }) }
}

/** The innermost item that holds a place. */
function itemAt(items: readonly Item[], here: readonly string[] | null): Item | undefined {
  if (!here) return undefined
  return items.find(({ path }) => path.every((key, index) => key === here[index]))
}

/** Keeps which item is on top, for when the window is loaded anew. */
function useKeptPlace(scroll: { readonly current: HTMLElement | null }, uri: string): void {
  useEffect(() => {
    const element = scroll.current
    if (!element) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const note = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        const { left, top } = element.getBoundingClientRect()
        const article = document.elementFromPoint(left + 40, top + 40)?.closest('article')
        keep({ uri, ...(article && { top: article.id.slice('item-'.length) }) })
      }, 300)
    }
    element.addEventListener('scroll', note, { passive: true })
    return () => {
      clearTimeout(timer)
      element.removeEventListener('scroll', note)
    }
  }, [scroll, uri])
}
