import { describe, expect, it, onTestFinished } from 'vitest'
import type { Commit } from '#night/history.ts'
import type { Log } from '../../server/log/log.ts'
import { openMemoryLog } from '../../server/log/memory.ts'
import { allOf } from '../log/commits.ts'
import {
  batchesOf,
  guest,
  host,
  joining,
  openNight,
  settled,
  stageOn,
  type Stage,
} from './night.ts'

const commitsOf = ({ log, runtime }: Stage): Promise<Commit[]> => allOf(log.read(runtime.id, null))

/** A log with a hand on its append. */
async function heldLog(append: (go: Log['appendAll']) => Log['appendAll']): Promise<Log> {
  const log = await openMemoryLog()
  const appendAll = append(log.appendAll.bind(log))
  return new Proxy(log, {
    get: (target, name) => {
      if (name === 'appendAll') return appendAll
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

describe('orders', () => {
  it('two presses of start round 3 give one round and one refusal', async () => {
    const stage = await openNight()
    await stage.people(8)
    for (const number of [1, 2]) {
      await stage.order(host, { type: 'rounds/start', number })
      await stage.order(host, { type: 'rounds/end', number })
    }
    const start = { type: 'rounds/start', number: 3 }
    const answers = await Promise.all([stage.order(host, start), stage.order(host, start)])
    expect(answers[0]).toMatchObject({ ok: true })
    expect(answers[1]).toEqual({ ok: false, code: 'rounds/already-started', facts: { number: 3 } })
    expect(stage.runtime.night.rounds.list).toHaveLength(3)
  })

  it('a retry gets the first answer, and there is one commit', async () => {
    const stage = await openNight()
    const first = await stage.order(host, joining('Ada'), 'walk-in-of-ada')
    await stage.people(3)
    const retry = await stage.order(host, joining('Ada'), 'walk-in-of-ada')
    expect(retry).toEqual(first)
    expect(first.facts).toMatchObject({ name: 'Ada', code: expect.stringMatching(/^\w{4}$/) })
    const commits = await commitsOf(stage)
    expect(commits.filter((c) => c.command === 'walk-in-of-ada')).toHaveLength(1)
  })

  it('a retry gets the first answer after a restart too', async () => {
    const stage = await openNight()
    const [ada] = await stage.people(1)
    const walkIn = await stage.order(host, joining('Grace'), 'walk-in-of-grace')
    await stage.order(host, { type: 'door/undo-check-in', for: ada })
    const entry = { type: 'door/check-in', for: ada }
    const checkIn = await stage.order(host, entry, 'check-in-of-ada')
    const again = await stage.again()
    expect(await again.order(host, joining('Grace'), 'walk-in-of-grace')).toEqual(walkIn)
    expect(await again.order(host, entry, 'check-in-of-ada')).toEqual(checkIn)
  })

  it("somebody else's command id tells nothing of the answer", async () => {
    const stage = await openNight()
    await stage.order(host, joining('Ada'), 'walk-in-of-ada')
    const stranger = { role: 'door', pass: 'doorpass1' } as unknown as typeof host
    const answer = await stage.order(stranger, joining('Ada'), 'walk-in-of-ada')
    expect(answer).toEqual({ ok: false, code: 'not-allowed' })
  })

  it('what is already so is accepted without a commit', async () => {
    const stage = await openNight()
    const [ada] = await stage.people(1)
    const { head } = stage.runtime
    const answer = await stage.order(host, { type: 'door/check-in', for: ada })
    expect(answer).toMatchObject({ ok: true, head: null, facts: { name: 'Person 1' } })
    expect(stage.runtime.head).toBe(head)
  })

  it('sixty orders at once become one append, in their order', async () => {
    let appends = 0
    const log = await heldLog((go) => (...asked) => {
      appends += 1
      return go(...asked)
    })
    const stage = await openNight({ log })
    const before = appends
    await stage.people(60)
    expect(appends - before).toBe(1)
    const names = [...stage.runtime.night.door.attendees.values()].map((a) => a.name)
    expect(names).toEqual(Array.from({ length: 60 }, (_, i) => `Person ${i + 1}`))
  })

  it('time never runs backwards in a chain', async () => {
    const stage = await openNight()
    await stage.people(1)
    stage.clock.step(-3_600_000)
    await stage.people(1)
    const instants = (await commitsOf(stage)).map((c) => c.at)
    expect(instants).toEqual([...instants].sort((a, b) => a - b))
  })
})

describe('durability', () => {
  it('nothing is answered, published or seen before it is durable', async () => {
    let release = (): void => {}
    let isHeld = false
    const log = await heldLog((go) => async (...asked) => {
      if (isHeld) await new Promise<void>((resolve) => (release = resolve))
      return go(...asked)
    })
    const stage = await openNight({ log })
    const batches = batchesOf(stage.runtime)
    isHeld = true
    const seen: string[] = []
    void stage.people(1).then(() => seen.push('answered'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(stage.runtime.night.door.attendees.size).toBe(0)
    expect(seen).toEqual([])
    expect(batches).toEqual([])
    isHeld = false
    release()
    await settled(stage)
    expect(stage.runtime.night.door.attendees.size).toBe(1)
    expect(seen).toEqual(['answered'])
    expect(batches).toHaveLength(1)
  })

  it('after a failed append nobody is answered any more, and the process is told', async () => {
    let isBroken = false
    const log = await heldLog((go) => (...asked) => {
      return isBroken ? Promise.reject(new Error('the disk is gone')) : go(...asked)
    })
    const stage = await openNight({ log })
    isBroken = true
    const answered: unknown[] = []
    void stage.order(host, joining('Ada')).then((answer) => answered.push(answer))
    await new Promise((resolve) => setTimeout(resolve, 5))
    isBroken = false
    void stage.order(host, joining('Grace')).then((answer) => answered.push(answer))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(answered).toEqual([])
    expect(stage.failures).toEqual([new Error('the disk is gone')])
  })

  it('a fault of ours while deciding is answered, and the night goes on', async () => {
    const stage = await openNight()
    const complaint = console.error
    console.error = () => {}
    onTestFinished(() => void (console.error = complaint))
    // A command that no rule knows: past the border such a thing can only be a bug.
    const broken = { role: 'host' } as unknown as typeof host
    const bug = stage.runtime.submit({
      id: 'a-bug-of-ours' as never,
      by: broken,
      command: { type: 'door/unheard-of' } as never,
    })
    expect(await bug).toEqual({ ok: false, code: 'wire/failed' })
    expect(await stage.order(host, joining('Ada'))).toMatchObject({ ok: true })
  })
})

describe('two processes on one log', () => {
  it('every order happens once, everybody is answered, both end with the same night', async () => {
    const one = await openNight()
    const two = await one.again()
    const orders = Array.from({ length: 40 }, (_, i) => [joining(`P${i}`), `walk-in-${i}`] as const)
    const answers = await Promise.all(
      orders.flatMap(([asked, id], i) => [
        one.order(host, asked, id),
        // Every fifth is sent to both, as a phone does that lost its line.
        ...(i % 5 === 0 ? [two.order(host, asked, id)] : []),
        two.order(host, joining(`Q${i}`), `other-walk-in-${i}`),
      ]),
    )
    await settled(one)
    await settled(two)
    expect(answers.every((answer) => answer.ok)).toBe(true)
    const commands = (await commitsOf(one)).map((c) => c.command)
    expect(new Set(commands).size).toBe(commands.length)
    expect(commands).toHaveLength(1 + 80)
    expect(one.runtime.head?.id).toBe(two.runtime.head?.id)
    expect(one.runtime.night).toEqual(two.runtime.night)
  })

  it('what another process appended is published here', async () => {
    const one = await openNight()
    const two = await one.again()
    const batches = batchesOf(two.runtime)
    await one.people(2)
    await settled(two)
    expect(batches.flatMap((b) => b.commits)).toHaveLength(2)
    expect(two.runtime.night.door.inside).toBe(2)
  })
})

describe('a night that is not there', () => {
  it('refuses whatever is asked of it', async () => {
    const stage = await stageOn()
    const answer = await stage.order(guest, {
      ...{ type: 'door/join', name: 'Ada', languages: ['fr'], offers: [], seeks: [], first: true },
    })
    expect(answer).toEqual({ ok: false, code: 'night/not-there' })
  })
})
