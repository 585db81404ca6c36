// Written by `npm run generate` from the files in this folder.
import { rule as asyncapiDuplicateName } from './asyncapi/duplicate-name.ts'
import { rule as asyncapiExample } from './asyncapi/example.ts'
import { rule as asyncapiParameters } from './asyncapi/parameters.ts'
import { rule as asyncapiStructure } from './asyncapi/structure.ts'
import { rule as asyncapiUnresolvedRef } from './asyncapi/unresolved-ref.ts'
import { rule as asyncapiUnusedComponent } from './asyncapi/unused-component.ts'
import { rule as eventSourceCausationId } from './event-source/causation-id.ts'
import { rule as eventSourceCopiedMessage } from './event-source/copied-message.ts'
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
import { rule as eventSourceEventId } from './event-source/event-id.ts'
import { rule as eventSourceEventTime } from './event-source/event-time.ts'
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
import { rule as eventSourceReuseSchema } from './event-source/reuse-schema.ts'
import { rule as eventSourceSchemaVersion } from './event-source/schema-version.ts'
import { rule as eventSourceSensitiveData } from './event-source/sensitive-data.ts'
import { rule as eventSourceSequence } from './event-source/sequence.ts'
import { rule as eventSourceSingleMessage } from './event-source/single-message.ts'
import { rule as eventSourceStreamSplit } from './event-source/stream-split.ts'
import { rule as eventSourceSubjectStrategy } from './event-source/subject-strategy.ts'
import { rule as eventSourceUnboundedRetention } from './event-source/unbounded-retention.ts'
import { rule as eventSourceUndeclared } from './event-source/undeclared.ts'
import { rule as historyConstraintTightened } from './history/constraint-tightened.ts'
import { rule as historyCorrelationChanged } from './history/correlation-changed.ts'
import { rule as historyDefaultChanged } from './history/default-changed.ts'
import { rule as historyEnumNarrowed } from './history/enum-narrowed.ts'
import { rule as historyMessageRemoved } from './history/message-removed.ts'
import { rule as historyMessageRenamed } from './history/message-renamed.ts'
import { rule as historyObjectClosed } from './history/object-closed.ts'
import { rule as historyOldExampleRejected } from './history/old-example-rejected.ts'
import { rule as historyPropertyRemoved } from './history/property-removed.ts'
import { rule as historyPropertyRetyped } from './history/property-retyped.ts'
import { rule as historyRequiredAdded } from './history/required-added.ts'
import { rule as historyUnionShrunk } from './history/union-shrunk.ts'
import { rule as historyVersionNotRaised } from './history/version-not-raised.ts'
import type { Rule } from './rule.ts'

/** Every rule there is, by section and name. */
export const rules: readonly Rule[] = [
  asyncapiDuplicateName,
  asyncapiExample,
  asyncapiParameters,
  asyncapiStructure,
  asyncapiUnresolvedRef,
  asyncapiUnusedComponent,
  eventSourceCausationId,
  eventSourceCopiedMessage,
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
  eventSourceEventId,
  eventSourceEventTime,
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
  eventSourceReuseSchema,
  eventSourceSchemaVersion,
  eventSourceSensitiveData,
  eventSourceSequence,
  eventSourceSingleMessage,
  eventSourceStreamSplit,
  eventSourceSubjectStrategy,
  eventSourceUnboundedRetention,
  eventSourceUndeclared,
  historyConstraintTightened,
  historyCorrelationChanged,
  historyDefaultChanged,
  historyEnumNarrowed,
  historyMessageRemoved,
  historyMessageRenamed,
  historyObjectClosed,
  historyOldExampleRejected,
  historyPropertyRemoved,
  historyPropertyRetyped,
  historyRequiredAdded,
  historyUnionShrunk,
  historyVersionNotRaised,
]
