// Where lights stand in the dark: even, without looking ordered, and never moving when more come.
export interface Spot {
  /** From the left and the top, in [0, 1). */
  readonly x: number
  readonly y: number
}

/** The plane's answer to the golden ratio: every new point falls into the widest gap. */
const [stepX, stepY] = [0.7548776662466927, 0.5698402909980532]

export const scattered = (index: number): Spot => ({
  x: (0.5 + (index + 1) * stepX + stray(index)) % 1,
  y: (0.5 + (index + 1) * stepY + stray(index + 0.5)) % 1,
})

/** Breaks the rows that the eye would find: at most one fiftieth, always the same. */
const stray = (index: number): number => 0.02 * Math.sin(index * 78.233)

const goldenAngle = Math.PI * (3 - Math.sqrt(5))

/** So few stand in one ring. */
const inOneRing = 12

/** The place of one of `count` around an empty middle: a sunflower, from -1 to 1 each way. */
export function around(index: number, count: number, hollow: number): Spot {
  const isRing = count <= inOneRing
  const reach = isRing ? 0.5 : Math.sqrt((index + 0.5) / count)
  const radius = hollow + (1 - hollow) * reach
  // An odd one stands above, so that left and right are alike.
  const first = isRing && count % 2 === 1 ? -Math.PI / 2 : Math.PI
  const angle = first + index * (isRing ? (2 * Math.PI) / Math.max(1, count) : goldenAngle)
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }
}
