// One stage of the matching: alternating trees grow from all free vertices until two of them
// meet (the matching gains an edge) or the duals prove that it cannot gain.
import { NONE } from './blossoms.ts'
import type { Blossoms } from './blossoms.ts'
import { Nearest } from './nearest.ts'

const OUT = 0 // in no tree
const OUTER = 1 // an even way from a free vertex: may offer its edges
const INNER = 2 // an odd way from a free vertex

export class Forest {
  private readonly n: number
  private readonly weights: Float64Array
  private readonly duals: Float64Array
  private readonly blossoms: Blossoms
  /** Of each outermost node. */
  private readonly label: Uint8Array
  /** Of each inner node, the tree's edge into it: its end outside and its end inside. */
  private readonly from: Int32Array
  private readonly to: Int32Array
  private readonly near: Nearest
  private readonly slack: Float64Array
  private readonly seen: Int32Array
  private readonly queue: number[] = []
  private stamp = 0

  constructor(n: number, weights: Float64Array, duals: Float64Array, blossoms: Blossoms) {
    const end = blossoms.end
    this.n = n
    this.weights = weights
    this.duals = duals
    this.blossoms = blossoms
    this.label = new Uint8Array(end)
    this.from = new Int32Array(end)
    this.to = new Int32Array(end)
    this.near = new Nearest(n, weights, duals, blossoms)
    this.slack = this.near.slack
    this.seen = new Int32Array(end)
  }

  /** Adds one edge to the matching; false when it is of greatest weight already. */
  stage(): boolean {
    const free = this.plant()
    if (free === NONE) return false
    for (;;) {
      for (let u = this.queue.pop(); u !== undefined; u = this.queue.pop()) {
        if (this.scan(u)) return this.finish()
      }
      if (this.duals[free] === 0) return false
      const step = this.stepFrom(this.duals[free] ?? 0)
      this.shift(step)
      if (this.duals[free] === 0) return false
      if (this.takeTight()) return this.finish()
    }
  }

  /** Labels every node that holds a free vertex; one such vertex, or none. */
  private plant(): number {
    const { blossoms, n } = this
    this.label.fill(OUT)
    this.slack.fill(Infinity)
    this.queue.length = 0
    let free = NONE
    for (let v = n - 1; v >= 0; v--) {
      if (blossoms.mate[v] !== NONE) continue
      free = v
      this.makeOuter(blossoms.top[v] ?? NONE)
    }
    return free
  }

  private makeOuter(node: number): void {
    this.label[node] = OUTER
    for (const v of this.blossoms.membersOf(node)) this.queue.push(v)
  }

  /** Looks along every edge of an outer vertex; true when the matching grew. */
  private scan(u: number): boolean {
    const { n, weights, duals, label, slack } = this
    const top = this.blossoms.top
    const own = duals[u] ?? 0
    for (let v = 0; v < n; v++) {
      const weight = weights[u * n + v] ?? 0
      if (weight <= 0) continue
      const node = top[v] ?? NONE
      if (label[node] === INNER || node === top[u]) continue
      const gap = own + (duals[v] ?? 0) - 2 * weight
      if (gap === 0) {
        if (this.take(u, v)) return true
      } else if (gap < (slack[node] ?? 0)) this.near.note(node, gap, u, v)
    }
    return false
  }

  /** How far the duals may move: to the next tight edge, open blossom, or spent free vertex. */
  private stepFrom(free: number): number {
    const { blossoms, label, slack } = this
    let step = free
    for (let node = 0; node < blossoms.end; node++) {
      if (!blossoms.isTop(node)) continue
      const gap = slack[node] ?? 0
      if (label[node] === OUT) step = Math.min(step, gap)
      else if (label[node] === OUTER) step = Math.min(step, gap / 2)
      else if (node >= this.n) step = Math.min(step, (blossoms.dual[node] ?? 0) / 2)
    }
    return step
  }

  private shift(step: number): void {
    const { blossoms, label, slack, duals, n } = this
    for (let v = 0; v < n; v++) {
      const its = label[blossoms.top[v] ?? NONE]
      if (its === OUTER) duals[v] = (duals[v] ?? 0) - step
      else if (its === INNER) duals[v] = (duals[v] ?? 0) + step
    }
    for (let node = 0; node < blossoms.end; node++) {
      if (!blossoms.isTop(node) || label[node] === INNER) continue
      slack[node] = (slack[node] ?? 0) - (label[node] === OUTER ? 2 * step : step)
    }
    for (let b = n; b < blossoms.end; b++) {
      if (!blossoms.isTop(b) || label[b] === OUT) continue
      blossoms.dual[b] = (blossoms.dual[b] ?? 0) + (label[b] === OUTER ? 2 * step : -2 * step)
    }
  }

  /** Uses what has become tight; true when the matching grew. */
  private takeTight(): boolean {
    const { blossoms, label } = this
    for (let node = 0; node < blossoms.end; node++) {
      if (this.slack[node] !== 0 || !blossoms.isTop(node) || label[node] === INNER) continue
      if (this.take(this.near.from[node] ?? NONE, this.near.to[node] ?? NONE)) return true
    }
    for (let b = this.n; b < blossoms.end; b++) {
      if (blossoms.isTop(b) && label[b] === INNER && blossoms.dual[b] === 0) this.expand(b)
    }
    return false
  }

  /** Follows a tight edge from an outer vertex; true when it joins two trees. */
  private take(u: number, v: number): boolean {
    const top = this.blossoms.top
    const [a, b] = [top[u] ?? NONE, top[v] ?? NONE]
    if (a === b || this.label[b] === INNER) return false
    if (this.label[b] === OUT) {
      this.grow(u, v)
      return false
    }
    const meeting = this.meetingOf(a, b)
    if (meeting !== NONE) {
      this.shrink(u, v, meeting)
      return false
    }
    this.flip(u, v)
    this.flip(v, u)
    return true
  }

  private grow(u: number, v: number): void {
    const { top, base, mate } = this.blossoms
    const node = top[v] ?? NONE
    this.label[node] = INNER
    this.from[node] = u
    this.to[node] = v
    this.makeOuter(top[mate[base[node] ?? NONE] ?? NONE] ?? NONE)
  }

  /** The inner node above an outer one in its tree, or none at the root. */
  private above(outer: number): number {
    const { top, base, mate } = this.blossoms
    const matched = mate[base[outer] ?? NONE] ?? NONE
    return matched === NONE ? NONE : (top[matched] ?? NONE)
  }

  /** Where the ways from two outer nodes to their roots meet, or none. */
  private meetingOf(a: number, b: number): number {
    const top = this.blossoms.top
    this.stamp++
    while (a !== NONE || b !== NONE) {
      if (a !== NONE) {
        if (this.seen[a] === this.stamp) return a
        this.seen[a] = this.stamp
        const inner = this.above(a)
        a = inner === NONE ? NONE : (top[this.from[inner] ?? NONE] ?? NONE)
      }
      ;[a, b] = [b, a]
    }
    return NONE
  }

  /** The nodes from an outer one up to below `end`, and the edge from each to the next above. */
  private climb(outer: number, end: number): { nodes: number[]; near: number[]; far: number[] } {
    const { top, base, mate } = this.blossoms
    const [nodes, near, far]: [number[], number[], number[]] = [[], [], []]
    for (let node = outer; node !== end;) {
      const inner = this.above(node)
      const foot = base[node] ?? NONE
      const above = this.from[inner] ?? NONE
      nodes.push(node, inner)
      near.push(foot, this.to[inner] ?? NONE)
      far.push(mate[foot] ?? NONE, above)
      node = top[above] ?? NONE
    }
    return { nodes, near, far }
  }

  /** Makes a blossom of the odd cycle that the tight edge u–v closes. */
  private shrink(u: number, v: number, meeting: number): void {
    const { blossoms } = this
    const left = this.climb(blossoms.top[u] ?? NONE, meeting)
    const right = this.climb(blossoms.top[v] ?? NONE, meeting)
    const parts = [meeting, ...left.nodes.reverse(), ...right.nodes]
    const out = [...left.far.reverse(), u, ...right.near]
    const into = [...left.near.reverse(), v, ...right.far]
    const inner = parts.filter((part) => this.label[part] === INNER)
    const blossom = blossoms.close(parts, out, into)
    this.label[blossom] = OUTER
    for (const part of inner) this.queue.push(...blossoms.membersOf(part))
    this.near.gather(blossom, parts)
    this.near.find(blossom, this.label, OUTER)
  }

  /** Opens an inner blossom whose dual is spent; the even way through it stays in the tree. */
  private expand(blossom: number): void {
    const { blossoms } = this
    const entry = this.to[blossom] ?? NONE
    const way = blossoms.wayToBase(blossom, entry)
    const parts = blossoms.open(blossom)
    for (const part of parts) this.label[part] = OUT
    let [from, to] = [this.from[blossom] ?? NONE, entry]
    for (let i = 0; i <= way.length; i += 2) {
      const inner = blossoms.top[to] ?? NONE
      this.label[inner] = INNER
      this.from[inner] = from
      this.to[inner] = to
      const matched = way[i]
      if (matched) this.makeOuter(blossoms.top[matched[1]] ?? NONE)
      ;[from, to] = way[i + 1] ?? [NONE, NONE]
    }
    for (const part of parts)
      if (this.label[part] !== INNER) this.near.find(part, this.label, OUTER)
  }

  /** Turns the way from an outer vertex to its root, and matches the vertex with `partner`. */
  private flip(vertex: number, partner: number): void {
    const { blossoms } = this
    const { top, base, mate } = blossoms
    for (;;) {
      const node = top[vertex] ?? NONE
      const left = mate[base[node] ?? NONE] ?? NONE
      blossoms.rebase(node, vertex)
      mate[vertex] = partner
      if (left === NONE) return
      const inner = top[left] ?? NONE
      const [up, down] = [this.from[inner] ?? NONE, this.to[inner] ?? NONE]
      blossoms.rebase(inner, down)
      mate[down] = up
      vertex = up
      partner = down
    }
  }

  /** After the matching grew: blossoms without a dual have served. */
  private finish(): true {
    const { blossoms } = this
    const spent: number[] = []
    const look = (node: number): void => {
      if (node >= this.n && blossoms.dual[node] === 0) spent.push(node)
    }
    for (let b = this.n; b < blossoms.end; b++) if (blossoms.isTop(b)) look(b)
    for (let b = spent.pop(); b !== undefined; b = spent.pop()) blossoms.open(b).forEach(look)
    return true
  }
}
