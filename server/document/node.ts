/**
 * The value tree of one YAML or JSON document, without positions of its own: every offset is relative to the node that
 * holds it, so a node that an edit did not touch is the *same object* before and after (caches hang on that identity).
 * Offsets are UTF-16 code units, as in LSP. Nodes are immutable.
 */
export type Node = ScalarNode | MappingNode | SequenceNode | UnknownNode

export type Scalar = string | number | boolean | null

/** How a scalar or a collection is written; edits keep it. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded'
export type CollectionStyle = 'block' | 'flow'

interface NodeBase {
  /** From the node's first character to behind its last, properties (`&anchor`, `!tag`) not counted; 0 for a value that is not written. */
  readonly length: number
  /** Nodes in this tree, itself counted, aliases opened: a finite number, `Infinity` when an alias holds itself. */
  readonly size: number
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar'
  /** By the YAML 1.2 core schema, or JSON (RFC 8259). Integers beyond 2^53 are rounded here and exact in `source`. */
  readonly value: Scalar
  readonly style: ScalarStyle
  /** The text as it is written, quotes included. */
  readonly source: string
}

export interface MappingNode extends NodeBase {
  readonly kind: 'mapping'
  readonly style: CollectionStyle
  /** In the order of the text; of a duplicate key each entry is here. Entries that a merge key (`<<`) brings in stand behind the written ones. */
  readonly entries: readonly Entry[]
  /** Each key once, in the order of the entries. */
  readonly keys: readonly string[]
  /** The entry that counts for the key: the last of duplicates (as JSON.parse has it); a written one before a merged one. */
  get(key: string): Entry | undefined
  /** Whether an entry of this mapping is the one that counts for its key. */
  counts(entry: Entry): boolean
}

export interface Entry {
  /** The key as text: what `yaml` makes of it in `toJS` (`1`, `true`, `null` and the like as they are written there). */
  readonly key: string
  readonly keyNode: Node
  readonly value: Node
  /** Where the key and the value begin, from the start of the mapping that holds the entry. For a missing value: where it would stand. */
  readonly keyFrom: number
  readonly valueFrom: number
  /** The whole pair, from the start of the mapping: `? ` and properties counted, comma and comment not. */
  readonly from: number
  readonly to: number
  /** Set where the value (`alias`) or the whole entry (`merge`) is reached through an alias: its text stands at the anchor, see {@link Root.locate}. */
  readonly through?: 'alias' | 'merge'
  /** Set where the colon is missing, or in broken text the key: it may be one that is still being typed. */
  readonly half?: true
}

export interface SequenceNode extends NodeBase {
  readonly kind: 'sequence'
  readonly style: CollectionStyle
  readonly items: readonly Item[]
}

export interface Item {
  readonly value: Node
  /** Where the value begins, from the start of the sequence that holds it. */
  readonly valueFrom: number
  readonly through?: 'alias'
}

/** What cannot be read: an unresolved alias, one beyond the budget, a value below the depth limit, a place the parser gave up on. Never a finding of shape. */
export interface UnknownNode extends NodeBase {
  readonly kind: 'unknown'
  readonly reason: 'alias' | 'budget' | 'depth' | 'syntax'
}

/** A half-open stretch of the text, UTF-16 code units from its start. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What of an entry or item is meant: its key, its value, or the whole pair. Of an item and of the root, all three are the value. */
export type Part = 'key' | 'value' | 'pair'
