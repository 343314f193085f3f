// The worker in which rounds are planned: one task after the other.
import { parentPort } from 'node:worker_threads'
import { planEvening } from '#night/rounds/pairing/index.ts'
import type { Task } from './planner.ts'

parentPort?.on('message', ({ input, effort }: Task) => {
  parentPort?.postMessage(planEvening(input, effort))
})
