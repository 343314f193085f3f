// A matching where nothing is compiled yet: each run gets a worker, and so an engine, of its own.
import { parentPort, workerData } from 'node:worker_threads'
import { maximumMatching } from '#night/rounds/pairing/matching.ts'
import { msOf } from './measure.ts'
import type { Graph } from './pairing/graphs.ts'

const { n, weights } = workerData as Graph
parentPort?.postMessage(msOf(() => maximumMatching(n, weights)))
