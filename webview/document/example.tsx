import type { MessageInterface, SchemaInterface } from '@asyncapi/parser'
import { MessageHelpers } from '@asyncapi/react-component/lib/esm/helpers/message'
import { useState } from 'react'
import { isBag } from './graph.ts'
import { Markdown } from './markdown.tsx'

/** Stands in for the component's examples, which are all made at once, seen or not: here one is made when it is opened. */
export function MessageExample({ message }: { readonly message?: MessageInterface }) {
  const payload = message?.payload()
  const headers = message?.headers()
  if (!message || (!payload && !headers)) return null
  return (
    <div className="examples">
      <h4>Examples</h4>
      {payload && <Example type="Payload" schema={payload} examples={() => MessageHelpers.getPayloadExamples(message)} />}
      {headers && <Example type="Headers" schema={headers} examples={() => MessageHelpers.getHeadersExamples(message)} />}
    </div>
  )
}

interface ExampleProps {
  readonly type: 'Payload' | 'Headers'
  readonly schema: SchemaInterface
  readonly examples: () => ReturnType<typeof MessageHelpers.getPayloadExamples>
}

function Example({ type, schema, examples }: ExampleProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="example">
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className={`codicon codicon-chevron-${isOpen ? 'down' : 'right'}`} aria-hidden="true" />
        {type}
      </button>
      {isOpen && <Opened schema={schema} examples={examples() ?? []} />}
    </div>
  )
}

function Opened({
  schema,
  examples,
}: {
  readonly schema: SchemaInterface
  readonly examples: NonNullable<ReturnType<ExampleProps['examples']>>
}) {
  if (examples.length > 0) {
    return examples.map(({ name, summary, example }, index) => (
      <figure key={String(index)}>
        <figcaption>{[name ?? `Example ${index + 1}`, summary].filter((text) => text !== undefined).join(': ')}</figcaption>
        <Json value={MessageHelpers.sanitizeExample(example as Record<string, unknown>)} />
      </figure>
    ))
  }
  if (!isEndless(schema.json())) {
    return (
      <figure>
        <figcaption>Made from the schema</figcaption>
        <Json value={MessageHelpers.generateExample(schema.json())} />
      </figure>
    )
  }
  return <p className="cap">The schema is too large for an example to be made from it.</p>
}

function Json({ value }: { readonly value: unknown }) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, undefined, 2) ?? '')
  // A fence that is longer than any within, so that nothing of the text ends it.
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
  return <Markdown>{`${fence}json\n${text}\n${fence}`}</Markdown>
}

/** How many parts a schema may have when all of it is opened as deep as an example goes. */
const most = 5_000
const deepest = 15

/** Whether an example of a schema would be made of too much: where many share and refer to each other, it doubles with each level. */
function isEndless(schema: unknown): boolean {
  let parts = 0
  const around = new Set<unknown>()
  const count = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > deepest * 2 || around.has(value) || ++parts > most) return
    around.add(value)
    for (const part of isBag(value) ? Object.values(value) : (value as unknown[])) count(part, depth + 1)
    around.delete(value)
  }
  count(schema, 0)
  return parts > most
}
