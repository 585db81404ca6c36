import type { Remark } from '../audit/finding.ts'
import type { ModuleSource } from './module.ts'

/** What the worker of a reducer is started with. */
export interface FoldStart {
  readonly module: ModuleSource
  /**
   * Two whole numbers that the worker writes: which event of the batch it is at, and a count that goes up with each step. `undefined` where memory
   * cannot be shared: then the worker tells each step.
   */
  readonly progress: SharedArrayBuffer | undefined
}

/** Events to be folded, in their order. */
export interface FoldBatch {
  readonly items: readonly FoldItem[]
  /** Indices of items that are not to be folded: they never ended, or ate all memory. */
  readonly skip: readonly number[]
  /** States, as JSON, of entities that the worker does not have; `null` for deleted ones. */
  readonly states: readonly (readonly [string, string | null])[]
  /** All items are of one entity, and the state after each is wanted; nothing of it is kept. `undefined`: it begins here. */
  readonly trace?: { readonly state: string | null | undefined }
}

export interface FoldItem {
  readonly entity: string
  /** `undefined`: the entity is deleted. */
  readonly message: string | undefined
  readonly messageKey: string
  /** `[payload, event]` as JSON, so that every fold has them fresh. */
  readonly text: string
}

export type FoldAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string; readonly line: number | undefined }
  | { readonly kind: 'step'; readonly index: number }
  | FoldedBatch

export interface FoldedBatch {
  readonly kind: 'folded'
  readonly remarks: readonly (readonly [index: number, remark: Remark])[]
  /** The state of each entity of the batch after it, as JSON; `null` for none. */
  readonly states: readonly (readonly [string, string | null])[]
  /** The state after each item, where that was asked for. */
  readonly trace?: readonly (string | null)[]
}

/** A worker that folds, as the host starts it. */
export interface FoldWorker {
  send(batch: FoldBatch): void
  onAnswer(listener: (answer: FoldAnswer) => void): void
  /** It ended by itself: with too much memory, or for a defect. */
  onExit(listener: (reason: 'memory' | 'crash', message: string) => void): void
  terminate(): void
}

export type StartFoldWorker = (start: FoldStart) => FoldWorker
