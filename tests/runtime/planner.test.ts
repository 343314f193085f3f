import { afterEach, describe, expect, it, vi } from 'vitest'
import { planEvening } from '#night/rounds/pairing/index.ts'
import { plannerOnTheSpot, WorkerPlanner, type Planner } from '../../server/runtime/planner.ts'
import { crowd, plain } from '../night/pairing/people.ts'
import { randomOf } from '#night/random.ts'
import { host, openNight } from './night.ts'

const inputFor = (seed: string) => ({
  ...{ ...plain, people: crowd(randomOf(seed), 6), met: [], roundsLeft: 2 },
  ...{ oddOne: 'bye' as const, seed },
})

/** A worker that says back what it was asked, after so long; it dies of the seed «poison». */
const echo = (ms = 0): URL => {
  const program = `
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ kind, input, effort }) => {
      if (input.seed === 'poison') throw new Error('as asked')
      const told = [{ told: input.seed + ' ' + (effort ?? kind) }]
      const made = kind === 'plan' ? { rounds: told } : { reasons: told }
      setTimeout(() => parentPort.postMessage(made), ${ms})
    })`
  return new URL(`data:text/javascript,${encodeURIComponent(program)}`)
}

const planners: Planner[] = []
const workerOf = (file: URL, patienceMs?: number): WorkerPlanner => {
  const planner = new WorkerPlanner(file, patienceMs)
  planners.push(planner)
  return planner
}

afterEach(async () => {
  await Promise.all(planners.splice(0).map((planner) => planner.close()))
})

describe('the planner in a worker', () => {
  it('answers each with its own plan, in whatever order they are asked', async () => {
    const planner = workerOf(echo())
    const seeds = ['one', 'two', 'three']
    const plans = await Promise.all(seeds.map((seed) => planner.plan(inputFor(seed))))
    expect(plans.map((plan) => plan?.rounds)).toEqual(seeds.map((s) => [{ told: `${s} full` }]))
    expect((await planner.plan(inputFor('two'), 'quick'))?.rounds).toEqual([{ told: 'two quick' }])
  })

  it('keeps nobody waiting: late is undefined, and later the plan is there', async () => {
    const planner = workerOf(echo(60), 20)
    expect(await planner.plan(inputFor('slow'))).toBeUndefined()
    await vi.waitFor(async () => expect(await planner.plan(inputFor('slow'))).toBeDefined())
  })

  it('is started again when it died, and what it was at is not waited for', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    const planner = workerOf(echo())
    const [dead, next] = [planner.plan(inputFor('poison')), planner.plan(inputFor('next'))]
    expect(await dead).toBeUndefined()
    expect(await next).toBeDefined()
    expect(said).toHaveBeenCalledOnce()
    said.mockRestore()
  })

  it('plans ahead only what a night wants last, before what others want some time', async () => {
    const planner = workerOf(echo(20))
    const order: string[] = []
    const night = (id: string) => id as never
    for (const seed of ['first', 'second', 'third'])
      void planner.ahead(night('one'), inputFor(seed))
    void planner.ahead(night('other'), inputFor('other'))
    const wanted = ['other', 'third', 'first'].map(async (seed) => {
      const plan = await planner.plan(inputFor(seed))
      order.push(seed)
      return plan?.rounds
    })
    expect(await Promise.all(wanted)).toHaveLength(3)
    // The first was begun at once; then whoever waits, in the order of asking.
    expect(order).toEqual(['first', 'other', 'third'])
  })

  it('looks at the newest outlook of a night, after whoever waits for a plan', async () => {
    const planner = workerOf(echo(20))
    const one = 'one' as never
    const first = planner.plan(inputFor('begun'))
    const outlooks = ['older', 'newer'].map((seed) => planner.outlook(one, inputFor(seed)))
    let isPlanned = false
    const plan = planner.plan(inputFor('wanted')).then(() => (isPlanned = true))
    expect(await Promise.all(outlooks)).toEqual([undefined, [{ told: 'newer outlook' }]])
    expect(isPlanned).toBe(true)
    await Promise.all([first, plan])
  })

  it('answers nobody after its end', async () => {
    const planner = workerOf(echo(1_000))
    const asked = planner.plan(inputFor('late'))
    await planner.close()
    expect(await asked).toBeUndefined()
    expect(await planner.plan(inputFor('later'))).toBeUndefined()
    expect(await planner.outlook('one' as never, inputFor('later'))).toBeUndefined()
  })
})

describe('a night', () => {
  it('starts its rounds from a full plan, whether previewed or not', async () => {
    const stage = await openNight({ planner: plannerOnTheSpot() })
    await stage.people(6)
    await stage.order(host, { type: 'rounds/start', number: 1 })
    const { rounds } = stage.runtime.night
    expect(rounds.list[0]?.seating).toMatchObject({ effort: 'full', certified: true })
    await stage.order(host, { type: 'rounds/end', number: 1 })
    await stage.order(host, { type: 'rounds/plan', number: 2 })
    expect(rounds.plan?.seating.effort).toBe('full')
  })

  it('plans quickly where the planner gives nothing in time', async () => {
    const planner = { ...plannerOnTheSpot(), plan: () => Promise.resolve(undefined) }
    const stage = await openNight({ planner })
    await stage.people(6)
    expect(await stage.order(host, { type: 'rounds/start', number: 1 })).toMatchObject({ ok: true })
    expect(stage.runtime.night.rounds.list[0]?.seating.effort).toBe('quick')
  })

  it('plans again where people came while the plan was made', async () => {
    const spot = plannerOnTheSpot()
    let goOn = (): void => {}
    const held = new Promise<void>((resolve) => (goOn = resolve))
    const plan: Planner['plan'] = async (input) => {
      await held
      return spot.plan(input)
    }
    const stage = await openNight({ planner: { ...spot, plan } })
    await stage.people(6)
    const start = stage.order(host, { type: 'rounds/start', number: 1 })
    await stage.people(2)
    goOn()
    expect(await start).toMatchObject({ ok: true })
    const [round] = stage.runtime.night.rounds.list
    expect(round?.pairings.flatMap((p) => p.people)).toHaveLength(8)
    expect(round?.seating.effort).toBe('quick')
  })

  it('lets nobody but a host set the planner to work', async () => {
    const spot = plannerOnTheSpot()
    const plan = vi.fn(spot.plan)
    const stage = await openNight({ planner: { ...spot, plan } })
    const [ada] = await stage.people(6)
    const start = { type: 'rounds/start', number: 1 }
    await stage.order({ role: 'attendee', attendee: ada as never }, start)
    expect(plan).not.toHaveBeenCalled()
    await stage.order(host, start)
    expect(plan).toHaveBeenCalledOnce()
  })
})

it('on the spot and in the rules the same input gives the same plan', async () => {
  const input = inputFor('same')
  const planned = await plannerOnTheSpot().plan(input)
  expect(planned?.rounds).toEqual(planEvening(input))
})
