// Written by `npm run generate` from the files in this folder.
import { rule as asyncapiDuplicateName } from './asyncapi/duplicate-name.ts'
import { rule as asyncapiExample } from './asyncapi/example.ts'
import { rule as asyncapiParameters } from './asyncapi/parameters.ts'
import { rule as asyncapiStructure } from './asyncapi/structure.ts'
import { rule as asyncapiUnresolvedRef } from './asyncapi/unresolved-ref.ts'
import { rule as asyncapiUnusedComponent } from './asyncapi/unused-component.ts'
import { rule as eventSourceCorrelationIdRequired } from './event-source/correlation-id-required.ts'
import { rule as eventSourceCorrelationIdResolves } from './event-source/correlation-id-resolves.ts'
import { rule as eventSourceDiscriminatorRequired } from './event-source/discriminator-required.ts'
import { rule as eventSourceDiscriminatorUnique } from './event-source/discriminator-unique.ts'
import { rule as eventSourceNoCompaction } from './event-source/no-compaction.ts'
import { rule as eventSourceOperationThroughChannel } from './event-source/operation-through-channel.ts'
import { rule as eventSourceReuseChannel } from './event-source/reuse-channel.ts'
import { rule as eventSourceUnboundedRetention } from './event-source/unbounded-retention.ts'
import type { Rule } from './rule.ts'

/** Every rule there is, by section and name. */
export const rules: readonly Rule[] = [
  asyncapiDuplicateName,
  asyncapiExample,
  asyncapiParameters,
  asyncapiStructure,
  asyncapiUnresolvedRef,
  asyncapiUnusedComponent,
  eventSourceCorrelationIdRequired,
  eventSourceCorrelationIdResolves,
  eventSourceDiscriminatorRequired,
  eventSourceDiscriminatorUnique,
  eventSourceNoCompaction,
  eventSourceOperationThroughChannel,
  eventSourceReuseChannel,
  eventSourceUnboundedRetention,
]
