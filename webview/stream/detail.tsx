import { useState } from 'preact/hooks'
import type { Application, ExampleValue, MessageDetail, MessageRow, PropertyRow } from '../../shared/preview-protocol.ts'
import { tell } from '../ui/host.ts'
import { Icon, StandingIcon } from '../ui/signs.tsx'
import { follow, LineLink } from '../ui/text.tsx'
import { Finding } from './conventions.tsx'
import { Properties } from './properties.tsx'

interface DetailProps {
  readonly message: MessageRow
  readonly detail: MessageDetail
  readonly appenders: readonly Application[]
  readonly readers: readonly Application[]
}

/** An open message: who is about it, and each property beside the example's value. */
export function Detail({ message, detail, appenders, readers }: DetailProps) {
  const [step, setStep] = useState(0)
  const [isExample, setExample] = useState(false)
  const { summary, payload, headers, nothing, examples, findings } = detail
  const example = examples[Math.min(step, examples.length - 1)]
  const swap = () => setExample(!isExample)
  return (
    <>
      <div class="meta">
        {summary !== undefined && <span>{summary}</span>}
        <Who verb="appended by" applications={appenders} of={message.key} />
        <Who verb="read by" applications={readers} of={message.key} />
        <span class="go">
          <LineLink place={message.place} />
        </span>
      </div>
      <div class={`table${isExample ? ' examples' : ''}${[...payload, ...headers].some(isNews) ? ' compared' : ''}`}>
        <div class="prop head-row cap">
          <span class="name">Payload</span>
          <span class="limits">
            Type and limits
            {example && (
              <button type="button" class="link swap" tabIndex={-1} onClick={swap}>
                show example
              </button>
            )}
          </span>
          <span class="value">
            {example ? <ExampleHead example={example} examples={examples} step={step} setStep={setStep} /> : 'No example'}
            {example && (
              <button type="button" class="link swap" tabIndex={-1} onClick={swap}>
                show limits
              </button>
            )}
          </span>
        </div>
        {nothing === undefined ? (
          <Properties rows={payload} example={example?.payload} label={`Payload of ${message.name}`} />
        ) : (
          <p class="cap none">{nothing}</p>
        )}
        {headers.length > 0 && (
          <>
            <div class="prop head-row cap">
              <span class="name">Headers</span>
              <span class="limits" />
              <span class="value" />
            </div>
            <Properties rows={headers} example={example?.headers} label={`Headers of ${message.name}`} />
          </>
        )}
      </div>
      {findings.map((finding) => (
        <Finding key={`${finding.code} ${finding.message}`} finding={finding} isWithin />
      ))}
    </>
  )
}

function isNews({ change, children }: PropertyRow): boolean {
  return change !== undefined || children.some(isNews)
}

function Who({ verb, applications, of }: { readonly verb: string; readonly applications: readonly Application[]; readonly of: string }) {
  const own = applications.filter(({ messages }) => messages === 'all' || messages.includes(of))
  if (own.length === 0) return null
  return (
    <span class="cap">
      {verb}{' '}
      {own.map(({ name, place }, index) => (
        <span key={place.uri}>
          {index > 0 && ', '}
          <button type="button" class="link" tabIndex={-1} onClick={(event) => follow(event, place)}>
            {name}
          </button>
        </span>
      ))}
    </span>
  )
}

interface ExampleHeadProps {
  readonly example: ExampleValue
  readonly examples: readonly ExampleValue[]
  readonly step: number
  readonly setStep: (step: number) => void
}

function ExampleHead({ example, examples, step, setStep }: ExampleHeadProps) {
  const { accepted, payload, name } = example
  return (
    <>
      <span class="el" title={name}>
        Example
      </span>
      {accepted !== undefined && (
        <StandingIcon
          of={accepted ? 'pass' : 'error'}
          title={accepted ? 'The payload accepts this example' : 'The payload refuses this example'}
        />
      )}
      {examples.length > 1 && (
        <span class="stepper">
          <button
            type="button"
            class="tool"
            aria-label="Previous example"
            tabIndex={-1}
            disabled={step === 0}
            onClick={() => setStep(step - 1)}
          >
            <Icon name="chevron-left" />
          </button>
          {step + 1} of {examples.length}
          <button
            type="button"
            class="tool"
            aria-label="Next example"
            tabIndex={-1}
            disabled={step >= examples.length - 1}
            onClick={() => setStep(step + 1)}
          >
            <Icon name="chevron-right" />
          </button>
        </span>
      )}
      <button
        type="button"
        class="tool copy"
        title="Copy the example as JSON"
        aria-label="Copy the example as JSON"
        tabIndex={-1}
        onClick={() => tell({ type: 'copy', text: JSON.stringify(payload, null, 2) ?? '' })}
      >
        <Icon name="copy" />
      </button>
    </>
  )
}
