/** Runs something some times and gives its times in milliseconds, sorted. */
export async function times(runs: number, task: (run: number) => unknown): Promise<number[]> {
  const measured: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    await task(run)
    measured.push(performance.now() - start)
  }
  return measured.sort((a, b) => a - b)
}

export function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export function p95(sorted: readonly number[]): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN
}

/** One line of the table: ours against a peer's, both of this run. */
export interface Row {
  readonly what: string
  readonly ours: string
  readonly peer: string
  readonly ratio: number
  /** The ratio that is aimed at, at most. */
  readonly target?: number
}

export function ms(value: number): string {
  return value < 10 ? `${value.toFixed(2)} ms` : `${value.toFixed(0)} ms`
}

export function print(rows: readonly Row[]): void {
  const cells = rows.map(({ what, ours, peer, ratio, target }) => [
    what,
    ours,
    peer,
    ratio.toFixed(3),
    target === undefined ? '' : `≤ ${Number(target.toFixed(3))}`,
    target === undefined ? '' : ratio <= target ? 'met' : 'MISSED',
  ])
  const all = [['', 'ours', 'against', 'ratio', 'target', ''], ...cells]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  for (const row of all) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
}
