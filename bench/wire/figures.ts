// Figures of both sides in one line each.
import { rounded, type Row } from '../measure.ts'

/** The figure below which a share of them lies: 0.5 is the middle one, 1 the largest. */
export function quantile(figures: Iterable<number>, share: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN
}

interface Comparison {
  readonly ours: number
  readonly floor: number
  /** At most (or, where more is better, at least) this many times the floor. */
  readonly most?: number
  readonly least?: number
}

/** Ours beside the floor, and whether the target is reached. */
export function beside(what: string, { ours, floor, most, least }: Comparison): Row {
  const ratio = ours / floor
  return {
    ...{ what, ours: rounded(ours), floor: rounded(floor), ratio: rounded(ratio) },
    ...(most !== undefined && { target: `≤ ${most} ×`, reached: ratio <= most }),
    ...(least !== undefined && { target: `≥ ${least} ×`, reached: ratio >= least }),
  }
}

/** A figure that has a bound and no floor. */
export const within = (what: string, ours: number, most: number): Row => ({
  ...{ what, ours: rounded(ours), target: `≤ ${most}`, reached: ours <= most },
})

export const alone = (what: string, ours: number): Row => ({ what, ours: rounded(ours) })

/** What must be so. */
export const held = (what: string, ours: number, expected: number): Row => ({
  ...{ what, ours, target: `= ${expected}`, reached: ours === expected },
})
