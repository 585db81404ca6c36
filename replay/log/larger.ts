type Column = Float64Array | Uint32Array | Int32Array | Uint16Array | Int16Array | Uint8Array

/** The same numbers in a column that has room for the index, and for half as many again as before. */
export function larger<T extends Column>(column: T, index: number): T {
  const length = Math.max(Math.ceil(column.length * 1.5), index + 1)
  const grown = new (column.constructor as new (length: number) => T)(length)
  grown.set(column)
  return grown
}
