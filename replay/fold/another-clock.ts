const later = 86_400_000 * 400 + 12_345_678

/** Calls while the clock and `Math.random` say something else than they otherwise would. */
export function withAnotherClock<T>(call: () => T): T {
  const { Date: RealDate } = globalThis
  const { random } = Math
  class OtherDate extends RealDate {
    constructor(...args: readonly unknown[]) {
      if (args.length === 0) super(RealDate.now() + later)
      else super(...(args as [number]))
    }

    static override now(): number {
      return RealDate.now() + later
    }
  }
  globalThis.Date = OtherDate as DateConstructor
  Math.random = () => (random() + 0.5) % 1
  try {
    return call()
  } finally {
    globalThis.Date = RealDate
    Math.random = random
  }
}
