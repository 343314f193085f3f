// A night with people in it, straight on a runtime: for tests of the single writer.
import * as v from 'valibot'
import { randomUUID } from 'node:crypto'
import { attendeeId, commandId, nightId, passId } from '#night/ids.ts'
import type { AttendeeId } from '#night/ids.ts'
import { command as anyCommand } from '#night/night.ts'
import type { Actor } from '#night/order.ts'
import type { Answer } from '#protocol/messages.ts'
import { openMemoryLog } from '../../server/log/memory.ts'
import type { Log } from '../../server/log/log.ts'
import { NightRuntime, type Batch, type RuntimeDeps } from '../../server/runtime/night-runtime.ts'
import { plannerOnTheSpot } from '../../server/runtime/planner.ts'
import { steppedClock, type SteppedClock } from '../support/clock.ts'

export const night = v.parse(nightId, 'firstnight')
export const host: Actor = { role: 'host', pass: v.parse(passId, 'hostpass1') }
export const guest: Actor = { role: 'guest' }

export interface Stage {
  readonly log: Log
  readonly clock: SteppedClock
  readonly runtime: NightRuntime
  readonly failures: unknown[]
  /** Gives an order as JSON, as a border would. */
  order(by: Actor, asked: unknown, id?: string): Promise<Answer>
  people(count: number): Promise<AttendeeId[]>
  /** The same night in another process (or after a restart), on the same log and clock. */
  again(): Promise<Stage>
}

export const creating = (code = 'A2B3') => ({
  type: 'night/create',
  ...{ title: 'Paris P2P #12', community: 'Paris P2P', venue: '', link: null, date: '2026-12-02' },
  ...{ topics: [], forecast: null, code, languages: ['fr', 'en'], tables: 30, queue: [] },
  segments: [{ id: 'rounds', kind: 'rounds', title: null, start: 1, end: 2 }],
  eraseAt: Date.UTC(2026, 11, 9),
  roomSecret: 'not a secret at all',
})

export const joining = (name: string) => ({
  type: 'door/walk-in',
  ...{ name, languages: ['fr'], offers: [], seeks: [], first: false, phoneless: false },
})

export async function stageOn(
  deps: Partial<RuntimeDeps> & { clock?: SteppedClock } = {},
): Promise<Stage> {
  const log = deps.log ?? (await openMemoryLog())
  const clock = deps.clock ?? steppedClock()
  const planner = deps.planner ?? plannerOnTheSpot()
  const failures: unknown[] = []
  const fatal = (error: unknown) => void failures.push(error)
  const runtime = await NightRuntime.open(night, { log, clock, planner, fatal })
  const order = (by: Actor, asked: unknown, id: string = randomUUID()) =>
    runtime.submit({ id: v.parse(commandId, id), by, command: v.parse(anyCommand, asked) })
  const people = async (count: number) => {
    const names = Array.from({ length: count }, (_, i) => `Person ${i + 1}`)
    const answers = await Promise.all(names.map((name) => order(host, joining(name))))
    return answers.map((answer) => v.parse(attendeeId, answer.facts?.['id']))
  }
  return {
    ...{ log, clock, runtime, failures, order, people },
    again: () => stageOn({ log, clock }),
  }
}

/** A stage on which the night is created. */
export async function openNight(deps: Parameters<typeof stageOn>[0] = {}): Promise<Stage> {
  const stage = await stageOn(deps)
  await stage.order({ role: 'owner' }, creating())
  return stage
}

export const batchesOf = (runtime: NightRuntime): Batch[] => {
  const batches: Batch[] = []
  runtime.listen({ batch: (batch) => void batches.push(batch) })
  return batches
}

/** Until what was set going without being waited for has happened. */
export async function settled({ runtime }: Stage): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setImmediate(resolve))
    await runtime.settled()
  }
}
