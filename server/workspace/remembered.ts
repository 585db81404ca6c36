import { Cell, type Clock } from './cells.ts'

/**
 * A function of one object whose answers are kept, each until something that it was read from changes: what sums up a set then costs
 * nothing for the members that an edit did not touch. `equal` tells which answers are the same to every reader.
 */
export function remembered<Key extends object, Value>(
  clockOf: (key: Key) => Clock,
  compute: (key: Key) => Value,
  equal?: (a: Value, b: Value) => boolean,
): (key: Key) => Value {
  const cells = new WeakMap<Key, Cell<Value>>()
  return (key) => {
    let cell = cells.get(key)
    if (!cell) {
      cell = new Cell(clockOf(key), () => compute(key), equal)
      cells.set(key, cell)
    }
    return cell.get()
  }
}
