// One search: an alternating tree grows from a free vertex until it meets another one, or until
// a vertex that may be free has a spent dual. Free vertices have duals of their own, so each is
// searched from alone; a tree's vertices are joined by tight edges, so their duals are all even or
// all odd, and half of a slack between two of them is whole.
import { NONE } from './blossoms.ts'
import type { Blossoms } from './blossoms.ts'
import { Nearest } from './nearest.ts'

const OUT = 0 // not in the tree
const OUTER = 1 // an even way from the root: may offer its edges
const INNER = 2 // an odd way from the root
/** As an inner node's slack: less than any edge has. */
const TAKEN = -1

export class Tree {
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

  /** Matches a free vertex, or leaves free one whose dual is spent; the duals prove it. */
  settle(root: number): void {
    this.plant(root)
    let spent = this.duals[root] === 0 ? root : NONE
    while (spent === NONE) {
      if (this.scanAll()) return this.prune()
      spent = this.shift(this.step())
      if (spent === NONE && this.takeTight()) return this.prune()
    }
    this.flip(spent, NONE)
    this.prune()
  }

  private plant(root: number): void {
    this.label.fill(OUT)
    this.slack.fill(Infinity)
    this.queue.length = 0
    this.makeOuter(this.blossoms.top[root] ?? NONE)
  }

  private makeOuter(node: number): void {
    this.label[node] = OUTER
    for (const v of this.blossoms.membersOf(node)) this.queue.push(v)
  }

  private makeInner(node: number, from: number, to: number): void {
    this.label[node] = INNER
    this.slack[node] = TAKEN
    this.from[node] = from
    this.to[node] = to
  }

  private scanAll(): boolean {
    for (let u = this.queue.pop(); u !== undefined; u = this.queue.pop()) {
      if (this.scan(u)) return true
    }
    return false
  }

  /** Looks along every edge of an outer vertex; true when the matching grew. */
  private scan(u: number): boolean {
    const { n, weights, duals, slack } = this
    const top = this.blossoms.top
    const row = u * n
    const own = duals[u] ?? 0
    for (let v = 0; v < n; v++) {
      const weight = weights[row + v] ?? 0
      if (weight <= 0) continue
      const gap = own + (duals[v] ?? 0) - 2 * weight
      const node = top[v] ?? NONE
      if (gap >= (slack[node] ?? 0) || node === top[u]) continue
      if (gap > 0) this.near.note(node, gap, u, v)
      else if (this.take(u, v)) return true
    }
    return false
  }

  /** How far the duals may move: to the next tight edge, open blossom, or spent outer vertex. */
  private step(): number {
    const { blossoms, label, slack, duals, n } = this
    const { top, dual, high } = blossoms
    let step = Infinity
    for (let v = 0; v < n; v++) {
      const own = duals[v] ?? 0
      if (own < step && label[top[v] ?? NONE] === OUTER) step = own
    }
    for (let node = 0; node < high; node++) {
      if (!blossoms.isTop(node)) continue
      const its = label[node]
      if (its === INNER) {
        if (node >= n) step = Math.min(step, (dual[node] ?? 0) / 2)
      } else {
        const gap = slack[node] ?? 0
        step = Math.min(step, its === OUTER ? gap / 2 : gap)
      }
    }
    return step
  }

  /** Moves the duals of the tree; an outer vertex whose dual is spent by it, or none. */
  private shift(step: number): number {
    const { blossoms, label, slack, duals, n } = this
    const { top, dual, high } = blossoms
    let spent = NONE
    for (let v = 0; v < n; v++) {
      const its = label[top[v] ?? NONE]
      if (its === INNER) duals[v] = (duals[v] ?? 0) + step
      else if (its === OUTER) {
        duals[v] = (duals[v] ?? 0) - step
        if (duals[v] === 0) spent = v
      }
    }
    for (let node = 0; node < high; node++) {
      const its = label[node]
      if (its !== INNER) slack[node] = (slack[node] ?? 0) - (its === OUTER ? 2 * step : step)
      if (node < n || its === OUT || !blossoms.isTop(node)) continue
      dual[node] = (dual[node] ?? 0) + (its === OUTER ? 2 * step : -2 * step)
    }
    return spent
  }

  /** Uses what has become tight; true when the matching grew. */
  private takeTight(): boolean {
    const { blossoms, label, slack, near } = this
    for (let node = 0; node < blossoms.high; node++) {
      if (slack[node] !== 0 || !blossoms.isTop(node)) continue
      if (this.take(near.from[node] ?? NONE, near.to[node] ?? NONE)) return true
    }
    for (let b = this.n; b < blossoms.high; b++) {
      if (label[b] === INNER && blossoms.isTop(b) && blossoms.dual[b] === 0) this.expand(b)
    }
    return false
  }

  /** Follows a tight edge from an outer vertex; true when it leads to another free vertex. */
  private take(u: number, v: number): boolean {
    const { top, base, mate } = this.blossoms
    const [a, b] = [top[u] ?? NONE, top[v] ?? NONE]
    if (a === b || this.label[b] === INNER) return false
    if (this.label[b] === OUTER) this.shrink(u, v, this.meetingOf(a, b))
    else if (mate[base[b] ?? NONE] !== NONE) this.grow(u, v)
    else {
      this.flip(u, v)
      this.flip(v, u)
      return true
    }
    return false
  }

  private grow(u: number, v: number): void {
    const { top, base, mate } = this.blossoms
    const node = top[v] ?? NONE
    this.makeInner(node, u, v)
    this.makeOuter(top[mate[base[node] ?? NONE] ?? NONE] ?? NONE)
  }

  /** The inner node above an outer one in its tree, or none at the root. */
  private above(outer: number): number {
    const { top, base, mate } = this.blossoms
    const matched = mate[base[outer] ?? NONE] ?? NONE
    return matched === NONE ? NONE : (top[matched] ?? NONE)
  }

  /** Where the ways from two outer nodes to the root meet. */
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
      this.makeInner(inner, from, to)
      const matched = way[i]
      if (matched) this.makeOuter(blossoms.top[matched[1]] ?? NONE)
      ;[from, to] = way[i + 1] ?? [NONE, NONE]
    }
    for (const part of parts)
      if (this.label[part] !== INNER) this.near.find(part, this.label, OUTER)
  }

  /** Turns the way from an outer vertex to the root, and matches the vertex with `partner`. */
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

  /** After the search: blossoms without a dual have served. */
  private prune(): void {
    const { blossoms, n } = this
    const spent: number[] = []
    const look = (node: number): void => {
      if (node >= n && blossoms.dual[node] === 0) spent.push(node)
    }
    for (let b = n; b < blossoms.high; b++) if (blossoms.isTop(b)) look(b)
    for (let b = spent.pop(); b !== undefined; b = spent.pop()) blossoms.open(b).forEach(look)
  }
}
