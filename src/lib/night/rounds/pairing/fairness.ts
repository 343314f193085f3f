// What somebody's evening counts for: the points of their meetings, and more for each below a floor,
// so that who would have little comes first. Concave in points, and a sum over people, so that each
// round beside the others stays a matching.

/** In points of affinity over the evening. */
export interface Fairness {
  readonly floor: number
  /** How many points above the floor one below it counts for; an integer from 1. */
  readonly steepness: number
}

/** Everybody's points count the same. */
export const FLAT: Fairness = { floor: 0, steepness: 1 }

/** What so many points over the evening count for. */
export const countOf = ({ floor, steepness }: Fairness, points: number): number =>
  points + (steepness - 1) * Math.min(points, floor)
