/** How many values are read of one text: five times what the largest file of a workspace (5 MB) holds when a person wrote it. */
const MOST_VALUES = 1_000_000

/** Thrown by a builder and caught where the text is read. */
export class TooMuch extends Error {}

/** Counts the values that one reading makes. */
export class Amount {
  #values = 0

  add(): void {
    if (++this.#values > MOST_VALUES) throw new TooMuch()
  }
}
