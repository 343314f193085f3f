import { describe, expect, it, vi } from 'vitest'
import { minutes } from '#night/time.ts'
import { clockOf } from '../../server/runtime/clock.ts'
import { allOf } from '../log/commits.ts'
import { host, openNight, settled, type Stage } from './night.ts'

const roundOf = ({ runtime }: Stage) => runtime.night.rounds.list.at(-1)

async function runningRound(): Promise<Stage> {
  const stage = await openNight()
  await stage.people(6)
  await stage.order(host, { type: 'rounds/start', number: 1 })
  return stage
}

describe('the end of a round', () => {
  it('comes by itself at its deadline, not before', async () => {
    const stage = await runningRound()
    stage.clock.step(minutes(12) - 1)
    await settled(stage)
    expect(roundOf(stage)?.phase).toBe('announced')
    stage.clock.step(1)
    await settled(stage)
    expect(roundOf(stage)).toMatchObject({ phase: 'over', endedAt: stage.clock.now() })
  })

  it('moves when the host extends, and stands still while the night is paused', async () => {
    const stage = await runningRound()
    await stage.order(host, { type: 'rounds/extend', number: 1, by: minutes(5) })
    stage.clock.step(minutes(13))
    await settled(stage)
    expect(roundOf(stage)?.phase).toBe('announced')
    await stage.order(host, { type: 'program/pause' })
    stage.clock.step(minutes(60))
    await settled(stage)
    expect(roundOf(stage)?.phase).toBe('announced')
    await stage.order(host, { type: 'program/resume' })
    stage.clock.step(minutes(4))
    await settled(stage)
    expect(roundOf(stage)?.phase).toBe('over')
  })

  it('is the same after a restart in the middle', async () => {
    const stage = await runningRound()
    stage.clock.step(minutes(5))
    await settled(stage)
    const before = roundOf(stage)
    const again = await stage.again()
    expect(roundOf(again)).toEqual(before)
    again.clock.step(minutes(7))
    await settled(again)
    expect(roundOf(again)?.phase).toBe('over')
  })

  it('happens at once when it fell due while nobody was there', async () => {
    const stage = await runningRound()
    await stage.runtime.close()
    stage.clock.step(minutes(45))
    const again = await stage.again()
    await settled(again)
    expect(roundOf(again)).toMatchObject({ phase: 'over', endedAt: again.clock.now() })
  })

  it('happens once where two processes ask for it', async () => {
    const one = await runningRound()
    const two = await one.again()
    one.clock.step(minutes(12))
    await settled(one)
    await settled(two)
    const commits = await allOf(one.log.read(one.runtime.id, null))
    const ends = commits.filter(({ type }) => type === 'rounds/end').map(({ by }) => by)
    expect(ends).toEqual(['system'])
    expect(two.runtime.head?.id).toBe(one.runtime.head?.id)
  })
})

describe('open tables', () => {
  it('that were forgotten while nobody was there are all free again', async () => {
    const stage = await openNight()
    for (const table of [3, 5, 7])
      await stage.order(host, { type: 'floor/claim', table, topic: 'mesh radio' })
    await stage.runtime.close()
    stage.clock.step(minutes(31))
    const again = await stage.again()
    await settled(again)
    await settled(again)
    expect(again.runtime.night.floor.open.size).toBe(0)
  })
})

describe('the clock', () => {
  it('waits for more than the 24 days that a timer can', async () => {
    const fired: string[] = []
    const cancel = clockOf().after(minutes(60 * 24 * 40), () => fired.push('at once'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    cancel()
    expect(fired).toEqual([])
  })

  it('notices soon what fell due while the machine slept, as no timer does', async () => {
    vi.useFakeTimers()
    try {
      const fired: string[] = []
      clockOf().after(minutes(10), () => fired.push('due'))
      // Asleep: the time goes on, timers stand still.
      vi.setSystemTime(Date.now() + minutes(30))
      await vi.advanceTimersByTimeAsync(3_000)
      expect(fired).toEqual(['due'])
    } finally {
      vi.useRealTimers()
    }
  })

  it('of a rehearsal runs faster, and goes on from where a restart left it', () => {
    const clock = clockOf(60)
    const later = (clock.now() + 3_600_000) as ReturnType<typeof clock.now>
    clock.reach(later)
    expect(clock.now()).toBeGreaterThanOrEqual(later)
  })
})
