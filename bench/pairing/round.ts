// One round, exact, beside the fastest correct package of npm for weighted matching in general
// graphs. Tried: edmonds-blossom and edmonds-blossom-fixed (both correct, the second a little
// faster), @graph-algorithm/maximum-matching (AGPL), maximum-matching (without weights).
import blossom from 'edmonds-blossom-fixed'
import { Worker } from 'node:worker_threads'
import { isCertified } from '#night/rounds/pairing/certificate.ts'
import { maximumMatching } from '#night/rounds/pairing/matching.ts'
import { median, msOf } from '../measure.ts'
import type { Row } from '../measure.ts'
import { familyNames, graph } from './graphs.ts'
import type { Graph } from './graphs.ts'

const SIZES = [50, 100, 200, 500, 1000, 2000]
/** Beyond the first the package takes seconds, and runs once; beyond the second, minutes. */
const THEIRS_OFTEN_UP_TO = 200
const THEIRS_UP_TO = 500
const COLD_RUNS = 3

/** Per size and kind of graph: medians in ms, and whether weights agree and proofs hold. */
export async function round(): Promise<Row[]> {
  const rows: Row[] = []
  for (const n of SIZES) {
    for (const family of familyNames) rows.push({ n, family, ...(await compare(graph(family, n))) })
  }
  return rows
}

async function compare(graph: Graph): Promise<Row> {
  const { n, weights } = graph
  const runs = n <= 200 ? 15 : n <= 500 ? 7 : 3
  const edges = n <= THEIRS_UP_TO ? edgesOf(graph) : []
  const [ours, proof, theirs]: [number[], number[], number[]] = [[], [], []]
  let [certified, agree] = [true, true]
  maximumMatching(n, weights)
  for (let i = 0; i < runs; i++) {
    const matching = maximumMatching(n, weights)
    ours.push(msOf(() => maximumMatching(n, weights)))
    proof.push(msOf(() => (certified &&= isCertified(n, weights, matching))))
    if (edges.length === 0 || (i > 0 && n > THEIRS_OFTEN_UP_TO)) continue
    let mate: readonly number[] = []
    theirs.push(msOf(() => (mate = blossom(edges))))
    agree &&= weightOf(graph, mate) === matching.weight
  }
  const cold: number[] = []
  for (let i = 0; i < COLD_RUNS; i++) cold.push(await coldMs(graph))
  const figures = { warm: median(ours), cold: median(cold), proof: median(proof), certified }
  if (theirs.length === 0) return figures
  const other = median(theirs)
  return { ...figures, theirs: other, agree, ratio: Math.round(other / figures.warm) }
}

function edgesOf({ n, weights }: Graph): [number, number, number][] {
  const edges: [number, number, number][] = []
  for (let u = 0; u < n; u++) {
    for (let v = u + 1; v < n; v++) {
      const weight = weights[u * n + v] ?? 0
      if (weight > 0) edges.push([u, v, weight])
    }
  }
  return edges
}

function weightOf({ n, weights }: Graph, mate: readonly number[]): number {
  return mate.reduce((sum, v, u) => (v > u ? sum + (weights[u * n + v] ?? 0) : sum), 0)
}

function coldMs(graph: Graph): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('cold.js', import.meta.url), { workerData: graph })
    worker.once('message', resolve).once('error', reject)
  })
}
