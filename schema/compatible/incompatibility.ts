import type { SchemaPlace } from '../../shared/schema-pool.ts'

export type IncompatibilityKind =
  | 'required-added'
  | 'property-removed'
  | 'property-retyped'
  | 'enum-narrowed'
  | 'constraint-tightened'
  | 'union-shrunk'
  | 'object-closed'
  | 'default-changed'

/** One change by which a value that the old schema accepts is refused by the new one, or means something else. */
export interface Incompatibility {
  readonly kind: IncompatibilityKind
  /** In the new schema: the property or keyword, else the nearest part that is still there. */
  readonly place: SchemaPlace
  /** What it was, in the old schema. */
  readonly old: SchemaPlace
  /** The property it is about. */
  readonly name?: string
  /** The keyword it is about. */
  readonly keyword?: string
  /** What was asked before; `undefined` for nothing. Types are lists of their names. */
  readonly from?: unknown
  /** What is asked now. */
  readonly to?: unknown
  /** The values that are gone. */
  readonly values?: readonly unknown[]
  /** Of a removed property: whether the new schema refuses it where it occurs. */
  readonly closed?: boolean
}

/** Whether old values are refused; the rest only changes what they mean. */
export function isBreaking({ kind, closed }: Incompatibility): boolean {
  return kind !== 'default-changed' && (kind !== 'property-removed' || closed === true)
}
