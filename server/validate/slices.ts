/** How long one turn of the loop may be kept from requests, in milliseconds. */
const slice = 10

/** Runs a generator to its end, giving the loop back after each slice; `undefined` when it was cancelled on the way. */
export async function inSlices<T>(steps: Generator<void, T>, isCancelled: () => boolean): Promise<T | undefined> {
  for (;;) {
    const end = performance.now() + slice
    do {
      const step = steps.next()
      if (step.done) return step.value
    } while (performance.now() < end)
    await nextTurn()
    if (isCancelled()) return undefined
  }
}

/** Runs a generator to its end at once. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Resolves when what already waits in the loop, requests among it, has had its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve)
    else setTimeout(resolve, 0)
  })
}

declare const setImmediate: ((callback: () => void) => unknown) | undefined
