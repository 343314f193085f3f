declare module 'edmonds-blossom-fixed' {
  /** Of each vertex its partner, or -1. Every edge is [one end, the other, weight]. */
  export default function blossom(edges: readonly (readonly [number, number, number])[]): number[]
}
