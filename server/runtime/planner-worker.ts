// The worker in which rounds are planned: one task after the other.
import { parentPort } from 'node:worker_threads'
import { reasonsFor } from '#night/rounds/outlook.ts'
import { planEvening } from '#night/rounds/pairing/index.ts'
import type { Made, Task } from './planner.ts'

const madeOf = (task: Task): Made =>
  task.kind === 'plan'
    ? { rounds: planEvening(task.input, task.effort) }
    : { reasons: reasonsFor(task.input) }

parentPort?.on('message', (task: Task) => parentPort?.postMessage(madeOf(task)))
