// Written by `npm run generate` from the files in this folder.
import { rule as asyncapiDuplicateName } from './asyncapi/duplicate-name.ts'
import { rule as asyncapiExample } from './asyncapi/example.ts'
import { rule as asyncapiParameters } from './asyncapi/parameters.ts'
import { rule as asyncapiStructure } from './asyncapi/structure.ts'
import { rule as asyncapiUnresolvedRef } from './asyncapi/unresolved-ref.ts'
import { rule as asyncapiUnusedComponent } from './asyncapi/unused-component.ts'
import { rule as eventSourceCorrelationIdConsistent } from './event-source/correlation-id-consistent.ts'
import { rule as eventSourceCorrelationIdInRequired } from './event-source/correlation-id-in-required.ts'
import { rule as eventSourceCorrelationIdRequired } from './event-source/correlation-id-required.ts'
import { rule as eventSourceCorrelationIdResolves } from './event-source/correlation-id-resolves.ts'
import { rule as eventSourceCorrelationIdType } from './event-source/correlation-id-type.ts'
import { rule as eventSourceDeclaration } from './event-source/declaration.ts'
import { rule as eventSourceDiscriminatorConsistent } from './event-source/discriminator-consistent.ts'
import { rule as eventSourceDiscriminatorDefined } from './event-source/discriminator-defined.ts'
import { rule as eventSourceDiscriminatorRequired } from './event-source/discriminator-required.ts'
import { rule as eventSourceDiscriminatorString } from './event-source/discriminator-string.ts'
import { rule as eventSourceDiscriminatorUnique } from './event-source/discriminator-unique.ts'
import { rule as eventSourceDurableChannel } from './event-source/durable-channel.ts'
import { rule as eventSourceEventDataUnknown } from './event-source/event-data-unknown.ts'
import { rule as eventSourceFineGrained } from './event-source/fine-grained.ts'
import { rule as eventSourceKeyIsCorrelation } from './event-source/key-is-correlation.ts'
import { rule as eventSourceMessageSetUnknown } from './event-source/message-set-unknown.ts'
import { rule as eventSourceNoCommandMessage } from './event-source/no-command-message.ts'
import { rule as eventSourceNoCompaction } from './event-source/no-compaction.ts'
import { rule as eventSourceNoLogMutation } from './event-source/no-log-mutation.ts'
import { rule as eventSourceNoStateMessage } from './event-source/no-state-message.ts'
import { rule as eventSourceNotServerSentEvents } from './event-source/not-server-sent-events.ts'
import { rule as eventSourceOperationThroughChannel } from './event-source/operation-through-channel.ts'
import { rule as eventSourceRefSiblings } from './event-source/ref-siblings.ts'
import { rule as eventSourceRetiredSent } from './event-source/retired-sent.ts'
import { rule as eventSourceReuseChannel } from './event-source/reuse-channel.ts'
import { rule as eventSourceReuseMessage } from './event-source/reuse-message.ts'
import { rule as eventSourceSingleMessage } from './event-source/single-message.ts'
import { rule as eventSourceStreamSplit } from './event-source/stream-split.ts'
import { rule as eventSourceUnboundedRetention } from './event-source/unbounded-retention.ts'
import { rule as eventSourceUndeclared } from './event-source/undeclared.ts'
import type { Rule } from './rule.ts'

/** Every rule there is, by section and name. */
export const rules: readonly Rule[] = [
  asyncapiDuplicateName,
  asyncapiExample,
  asyncapiParameters,
  asyncapiStructure,
  asyncapiUnresolvedRef,
  asyncapiUnusedComponent,
  eventSourceCorrelationIdConsistent,
  eventSourceCorrelationIdInRequired,
  eventSourceCorrelationIdRequired,
  eventSourceCorrelationIdResolves,
  eventSourceCorrelationIdType,
  eventSourceDeclaration,
  eventSourceDiscriminatorConsistent,
  eventSourceDiscriminatorDefined,
  eventSourceDiscriminatorRequired,
  eventSourceDiscriminatorString,
  eventSourceDiscriminatorUnique,
  eventSourceDurableChannel,
  eventSourceEventDataUnknown,
  eventSourceFineGrained,
  eventSourceKeyIsCorrelation,
  eventSourceMessageSetUnknown,
  eventSourceNoCommandMessage,
  eventSourceNoCompaction,
  eventSourceNoLogMutation,
  eventSourceNoStateMessage,
  eventSourceNotServerSentEvents,
  eventSourceOperationThroughChannel,
  eventSourceRefSiblings,
  eventSourceRetiredSent,
  eventSourceReuseChannel,
  eventSourceReuseMessage,
  eventSourceSingleMessage,
  eventSourceStreamSplit,
  eventSourceUnboundedRetention,
  eventSourceUndeclared,
]
