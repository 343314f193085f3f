// Of each node, the edge that will become tight first.
import { NONE } from './blossoms.ts'
import type { Blossoms } from './blossoms.ts'

export class Nearest {
  /** Of each node, the least slack of an edge from an outer vertex elsewhere; that edge's ends. */
  readonly slack: Float64Array
  readonly from: Int32Array
  readonly to: Int32Array

  constructor(
    private readonly n: number,
    private readonly weights: Float64Array,
    private readonly duals: Float64Array,
    private readonly blossoms: Blossoms,
  ) {
    this.slack = new Float64Array(blossoms.end)
    this.from = new Int32Array(blossoms.end)
    this.to = new Int32Array(blossoms.end)
  }

  note(node: number, slack: number, u: number, v: number): void {
    this.slack[node] = slack
    this.from[node] = u
    this.to[node] = v
  }

  /** For each vertex outside, the member of a new blossom with the least slack towards it. */
  gather(blossom: number, parts: readonly number[]): void {
    const { n, weights, duals } = this
    const { via, top } = this.blossoms
    const row = (blossom - n) * n
    via.fill(NONE, row, row + n)
    const least = new Float64Array(n).fill(Infinity)
    for (const part of parts) {
      for (let x = 0; x < n; x++) {
        if (top[x] === blossom) continue
        const u = part < n ? part : (via[(part - n) * n + x] ?? NONE)
        if (u === NONE) continue
        const weight = weights[u * n + x] ?? 0
        if (weight <= 0) continue
        const gap = (duals[u] ?? 0) - 2 * weight
        if (gap >= (least[x] ?? 0)) continue
        least[x] = gap
        via[row + x] = u
      }
    }
  }

  /** Looks for the edge of least slack between a node and outer vertices elsewhere. */
  find(node: number, label: Uint8Array, outer: number): void {
    const { n, weights, duals, slack } = this
    const { top, via } = this.blossoms
    slack[node] = Infinity
    for (let u = 0; u < n; u++) {
      const other = top[u] ?? NONE
      if (other === node || label[other] !== outer) continue
      const v = node < n ? node : (via[(node - n) * n + u] ?? NONE)
      if (v === NONE) continue
      const weight = weights[v * n + u] ?? 0
      if (weight <= 0) continue
      const gap = (duals[u] ?? 0) + (duals[v] ?? 0) - 2 * weight
      if (gap < (slack[node] ?? 0)) this.note(node, gap, u, v)
    }
  }
}
