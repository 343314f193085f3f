// The nested odd sets (blossoms) of a matching, and how the matching turns inside them.
// A node is a vertex (0 … n-1) or a blossom (n …). Reads past an end do not happen: the
// `?? ` after every index is there for the compiler alone and costs nothing once compiled.

export const NONE = -1

export class Blossoms {
  readonly n: number
  /** One past the last possible node. */
  readonly end: number
  /** One past the last node that ever was. */
  high: number
  /** Of each vertex, its partner. */
  readonly mate: Int32Array
  /** Of each vertex, the outermost node around it. */
  readonly top: Int32Array
  /** Of each node, the blossom directly around it. */
  readonly around: Int32Array
  /** Of each node, the vertex by which it is matched to the outside, or free. */
  readonly base: Int32Array
  /** Of each blossom, its dual, doubled. */
  readonly dual: Float64Array
  readonly alive: Uint8Array
  /** Of each blossom and outside vertex, the inside vertex with the least slack towards it. */
  readonly via: Int32Array
  /** Of each node, its vertices. */
  readonly members: (readonly number[])[]
  /** Of each blossom, its parts around the cycle, the one with the base first … */
  private readonly parts: (readonly number[])[]
  /** … and the edge from each part to the next: its end in this part, its end in the next. */
  private readonly out: (readonly number[])[]
  private readonly into: (readonly number[])[]

  constructor(n: number) {
    this.n = n
    this.end = n + (n >> 1) + 1
    this.high = n
    this.mate = new Int32Array(n)
    this.top = new Int32Array(n)
    this.around = new Int32Array(this.end)
    this.base = new Int32Array(this.end)
    this.dual = new Float64Array(this.end)
    this.alive = new Uint8Array(this.end)
    this.via = new Int32Array((this.end - n) * n)
    this.members = Array.from({ length: this.end }, (_, node) => (node < n ? [node] : []))
    this.parts = this.members.map(() => [])
    this.out = this.members.map(() => [])
    this.into = this.members.map(() => [])
  }

  /** Everybody single, no blossoms. */
  clear(): void {
    this.mate.fill(NONE)
    this.around.fill(NONE)
    this.dual.fill(0)
    this.alive.fill(0)
    for (let v = 0; v < this.n; v++) {
      this.top[v] = v
      this.base[v] = v
      this.alive[v] = 1
    }
  }

  isTop(node: number): boolean {
    return this.alive[node] === 1 && this.around[node] === NONE
  }

  partsOf(blossom: number): readonly number[] {
    return this.parts[blossom] ?? []
  }

  membersOf(node: number): readonly number[] {
    return this.members[node] ?? []
  }

  /** Makes one blossom of outermost nodes around an odd cycle, the one with the base first. */
  close(parts: readonly number[], out: readonly number[], into: readonly number[]): number {
    let blossom = this.n
    while (this.alive[blossom] === 1) blossom++
    this.high = Math.max(this.high, blossom + 1)
    this.alive[blossom] = 1
    this.around[blossom] = NONE
    this.base[blossom] = this.base[parts[0] ?? NONE] ?? NONE
    this.dual[blossom] = 0
    this.parts[blossom] = parts
    this.out[blossom] = out
    this.into[blossom] = into
    const members: number[] = []
    for (const part of parts) {
      this.around[part] = blossom
      for (const v of this.membersOf(part)) members.push(v)
    }
    for (const v of members) this.top[v] = blossom
    this.members[blossom] = members
    return blossom
  }

  /** Takes an outermost blossom apart; its parts are outermost then. */
  open(blossom: number): readonly number[] {
    const parts = this.partsOf(blossom)
    for (const part of parts) {
      this.around[part] = NONE
      for (const v of this.membersOf(part)) this.top[v] = part
    }
    this.alive[blossom] = 0
    return parts
  }

  /**
   * The way inside a blossom from the part around `vertex` to the part with the base, over an
   * even number of edges, each as [its end nearer to the vertex, its end nearer to the base].
   */
  wayToBase(blossom: number, vertex: number): readonly (readonly [number, number])[] {
    const [out, into] = [this.out[blossom] ?? [], this.into[blossom] ?? []]
    const at = this.partsOf(blossom).indexOf(this.partAround(blossom, vertex))
    const way: [number, number][] = []
    if (at % 2 === 1) {
      for (let i = at; i < out.length; i++) way.push([out[i] ?? NONE, into[i] ?? NONE])
    } else {
      for (let i = at - 1; i >= 0; i--) way.push([into[i] ?? NONE, out[i] ?? NONE])
    }
    return way
  }

  /** Turns the matching inside a node so that `vertex` is the one left for the outside. */
  rebase(node: number, vertex: number): void {
    if (node < this.n) return
    const part = this.partAround(node, vertex)
    const way = this.wayToBase(node, vertex)
    this.rebase(part, vertex)
    for (let i = 1; i < way.length; i += 2) {
      const [near, far] = way[i] ?? [NONE, NONE]
      this.rebase(this.partAround(node, near), near)
      this.rebase(this.partAround(node, far), far)
      this.mate[near] = far
      this.mate[far] = near
    }
    this.turn(node, this.partsOf(node).indexOf(part))
    this.base[node] = vertex
  }

  /** The part of a blossom that a vertex of it lies in. */
  private partAround(blossom: number, vertex: number): number {
    let part = vertex
    while (this.around[part] !== blossom) part = this.around[part] ?? NONE
    return part
  }

  private turn(blossom: number, by: number): void {
    if (by === 0) return
    for (const cycle of [this.parts, this.out, this.into]) {
      const items = cycle[blossom] ?? []
      cycle[blossom] = [...items.slice(by), ...items.slice(0, by)]
    }
  }
}
