/** Fails where the two differ as JSON. */
export function equal(actual: unknown, expected: unknown, what = 'values'): void {
  const [a, b] = [JSON.stringify(actual, null, 1), JSON.stringify(expected, null, 1)]
  if (a !== b) throw new Error(`${what} differ:\n${a}\nis not\n${b}`)
}

export function ok(value: unknown, what: string): asserts value {
  if (!value) throw new Error(what)
}

/** Asks until the answer is there (neither `undefined` nor `false`), up to `seconds`. */
export async function eventually<T>(what: string, ask: () => T | Promise<T>, seconds = 30): Promise<Exclude<T, undefined | false>> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
