/** A line of figures, named with their units. */
export type Row = Readonly<Record<string, string | number | boolean>>

/** The measurements of a bench by name, taken one after the other. */
export type Bench = Readonly<Record<string, () => readonly Row[] | Promise<readonly Row[]>>>

export function msOf(task: () => unknown): number {
  const start = performance.now()
  task()
  return performance.now() - start
}

/** The least of five runs: what the task itself takes, on a machine that others use as well. */
export const leastMsOf = (task: () => unknown): number =>
  Math.min(...Array.from({ length: 5 }, () => msOf(task)))

/** The median, to hundredths. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? NaN
  return rounded(sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2)
}

export const rounded = (figure: number): number => Math.round(figure * 100) / 100
