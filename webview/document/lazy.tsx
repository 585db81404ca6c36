import { Component, type ErrorInfo, type ReactNode, useEffect, useRef, useState } from 'react'
import { tell } from './host.ts'

const waiting = new WeakMap<Element, () => void>()
let observer: IntersectionObserver | undefined

/** Calls back once an element is about to be seen: two screens before. */
function whenNear(element: Element, show: () => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) waiting.get(target)?.()
    },
    { root: element.closest('.scroll'), rootMargin: '1200px 0px' },
  )
  waiting.set(element, show)
  observer.observe(element)
  return () => observer?.unobserve(element)
}

interface LazyProps {
  readonly kind: string
  /** The way to what is shown, from the root of the document. */
  readonly path: readonly string[]
  readonly children: () => ReactNode
}

/** Room for something that is drawn only when it is about to be seen, so that thousands of them cost little. What was drawn stays. */
export function Lazy({ kind, path, children }: LazyProps) {
  const room = useRef<HTMLDivElement>(null)
  const [isNear, setNear] = useState(false)
  useEffect(() => (isNear || !room.current ? undefined : whenNear(room.current, () => setNear(true))), [isNear])
  return (
    <div ref={room} className={isNear ? `item ${kind}` : `item ${kind} room`} data-path={JSON.stringify(path)}>
      {isNear && (
        <>
          <SourceButton path={path} />
          <Boundary path={path}>{children()}</Boundary>
        </>
      )}
    </div>
  )
}

export function SourceButton({ path }: { readonly path: readonly string[] }) {
  return (
    <button
      type="button"
      className="tool source"
      title="Go to the source (F12)"
      aria-label={`Go to the source of ${path.at(-1)}`}
      onClick={() => tell({ type: 'part', path })}
    >
      <span className="codicon codicon-go-to-file" aria-hidden="true" />
    </button>
  )
}

interface BoundaryProps {
  readonly path: readonly string[]
  readonly children: ReactNode
}

/** What cannot be drawn says so in its place, with the way to its source, and takes nothing else along. */
export class Boundary extends Component<BoundaryProps, { readonly error: string | undefined }> {
  override state = { error: undefined }

  static getDerivedStateFromError(error: unknown): { readonly error: string } {
    return { error: error instanceof Error ? error.message : String(error) }
  }

  override componentDidCatch(_error: Error, _info: ErrorInfo): void {}

  override componentDidUpdate(before: BoundaryProps): void {
    // The text is another one: it may be drawn now.
    if (this.state.error !== undefined && before.children !== this.props.children) this.setState({ error: undefined })
  }

  override render(): ReactNode {
    const { path, children } = this.props
    const { error } = this.state
    if (error === undefined) return children
    return (
      <p className="fault">
        <span className="codicon codicon-error" aria-hidden="true" />
        <span>
          <code>{path.at(-1) ?? 'The document'}</code> cannot be shown: {error}{' '}
        </span>
        <button type="button" className="link" onClick={() => tell({ type: 'part', path })}>
          Go to the source
        </button>
      </p>
    )
  }
}
