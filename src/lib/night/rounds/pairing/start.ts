// A cheap start: duals that cover every edge, and pairs whose edge they cover exactly.
//
// The steps of Jonker and Volgenant, «A shortest augmenting path algorithm for dense and sparse
// linear assignment problems» (1987), on people rather than on rows and columns: whoever is free
// asks for the partner worth most to them, and raises that partner's dual until the next best is
// worth the same; the partner's partner is free then.
import { NONE } from './blossoms.ts'

/** How many may lose their partner in a row: around an odd cycle it could go on for ever. */
const LOSERS = 16

/**
 * Fills `mate` and `duals` (in halves): no dual is negative, every edge is covered by those of its
 * ends, and exactly if they are paired. Few are left free.
 */
export function start(
  n: number,
  weights: Float64Array,
  mate: Int32Array,
  duals: Float64Array,
): void {
  for (let v = 0; v < n; v++) duals[v] = heaviestAt(n, weights, v)
  for (let v = 0; v < n; v++) {
    if (mate[v] !== NONE) continue
    let asks = v
    for (let i = 0; asks !== NONE && i < LOSERS; i++) asks = ask(n, weights, mate, duals, asks)
  }
}

function heaviestAt(n: number, weights: Float64Array, u: number): number {
  let most = 0
  for (let at = u * n; at < (u + 1) * n; at++) {
    const weight = weights[at] ?? 0
    if (weight > most) most = weight
  }
  return most
}

/** A free vertex takes its best partner, unless it may as well be single; who lost theirs by it. */
function ask(
  n: number,
  weights: Float64Array,
  mate: Int32Array,
  duals: Float64Array,
  u: number,
): number {
  let [best, next, partner] = [0, 0, NONE]
  for (let v = 0; v < n; v++) {
    const weight = weights[u * n + v] ?? 0
    if (weight <= 0 || v === u) continue
    const worth = 2 * weight - (duals[v] ?? 0)
    if (worth < next || worth <= 0) continue
    if (worth > best || (worth === best && mate[v] === NONE && mate[partner] !== NONE)) {
      next = best
      best = worth
      partner = v
    } else next = worth
  }
  duals[u] = best
  if (partner === NONE) return NONE
  const loser = mate[partner] ?? NONE
  if (loser !== NONE) {
    if (best === next) return NONE
    duals[u] = next
    duals[partner] = (duals[partner] ?? 0) + best - next
    mate[loser] = NONE
  }
  mate[u] = partner
  mate[partner] = u
  return loser
}
