import { memo } from 'preact/compat'
import type { Sentence } from '../../shared/preview-protocol.ts'
import { StandingIcon } from '../ui/signs.tsx'
import { LineLink, Said } from '../ui/text.tsx'

/** How long events are kept and in which order, in sentences. */
export const Kept = memo(({ sentences }: { readonly sentences: readonly Sentence[] }) => (
  <section class="kept-part" aria-label="How it is kept">
    <div class="sec">
      <h2>How it is kept</h2>
    </div>
    {sentences.length === 0 ? (
      <p class="cap none">Nothing says how long events are kept.</p>
    ) : (
      <ul class="kept">
        {sentences.map(({ standing, text, place }) => (
          <li key={text}>
            {standing && <StandingIcon of={standing} />}
            <span>
              <Said text={text} /> <LineLink place={place} />
            </span>
          </li>
        ))}
      </ul>
    )}
  </section>
))
