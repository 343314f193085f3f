// Where nobody could be told, the rounds have gone by the published program: after a restart, after a
// laptop was shut, and while nobody is connected.
import { describe, expect, it } from 'vitest'
import type { CommandId } from '#night/ids.ts'
import { minutes, seconds, type Instant } from '#night/time.ts'
import { freshWords, plannedFor } from '../night/rounds/sealed-room.ts'
import { host, openNight, settled, type Stage } from './night.ts'

const everybody = { host: true, here: true }
const nobody = { host: false, here: false }
const rounds = ({ runtime }: Stage) => runtime.night.rounds.list

/** Doors are open, six people in, rounds sealed; the rounds are published to begin in ten minutes. */
async function beforeRounds(): Promise<Stage & { readonly due: Instant }> {
  const stage = await openNight()
  const start = (stage.clock.now() + minutes(10)) as Instant
  const [doors, due] = [stage.clock.now(), start]
  await stage.order(host, {
    type: 'program/plan',
    segments: [
      { id: 'doors', kind: 'doors', title: null, start: doors, end: start },
      { id: 'rounds', kind: 'rounds', title: null, start, end: start + minutes(60) },
    ],
  })
  await stage.order(host, { type: 'program/start', segment: 'doors' })
  await stage.people(6)
  const planned = plannedFor(stage.runtime.night)
  await stage.runtime.submit({
    ...{ id: 'seal' as CommandId, by: { role: 'system' }, ...(planned && { planned }) },
    command: { type: 'rounds/seal', words: freshWords() },
  })
  expect(stage.runtime.night.rounds.sealed).not.toBeNull()
  stage.runtime.attend(everybody)
  return { ...stage, due }
}

/** Moves on in steps that a process which is alive notices. Nobody says anything: who is connected counts. */
async function lives(stage: Stage, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 2_000) {
    stage.clock.step(Math.min(left, 2_000))
    await settled(stage)
  }
}

describe('a server that was gone over the start of the first round', () => {
  it('finds it begun when it was due, as the screens have it', async () => {
    const stage = await beforeRounds()
    await lives(stage, minutes(8))
    await stage.runtime.close()
    stage.clock.step(minutes(5))
    const again = await stage.again()
    expect(rounds(again)).toMatchObject([
      { number: 1, phase: 'announced', revealAt: stage.due + seconds(3) },
    ])
    expect(again.runtime.night.program.current).toBe('rounds')
  })

  it('leaves to the host what they had not begun while they were there', async () => {
    const stage = await beforeRounds()
    await lives(stage, minutes(14))
    await stage.runtime.close()
    stage.clock.step(minutes(5))
    expect(rounds(await stage.again())).toEqual([])
  })

  it('gives a host who waits, and says nothing, the time to come back after a quick restart', async () => {
    const stage = await beforeRounds()
    await lives(stage, minutes(10) + seconds(5))
    await stage.runtime.close()
    stage.clock.step(seconds(1))
    const again = await stage.again()
    again.runtime.attend(everybody)
    await lives(again, minutes(1))
    expect(rounds(again)).toEqual([])
  })

  it('has followed all that was due when it was gone for several rounds', async () => {
    const stage = await beforeRounds()
    await stage.runtime.close()
    stage.clock.step(minutes(10 + 12 + 5))
    const again = await stage.again()
    expect(rounds(again).map((r) => r.phase)).toEqual(['over', 'announced'])
  })
})

describe('a laptop that was shut', () => {
  it('has gone by the program when it wakes', async () => {
    const stage = await beforeRounds()
    await lives(stage, minutes(2))
    stage.clock.step(minutes(12))
    await settled(stage)
    expect(rounds(stage)).toMatchObject([{ number: 1, revealAt: stage.due + seconds(3) }])
  })

  it('leaves the next round to the host, who is back', async () => {
    const stage = await beforeRounds()
    stage.clock.step(minutes(12))
    await settled(stage)
    await lives(stage, minutes(20))
    expect(rounds(stage).map((r) => r.phase)).toEqual(['over'])
  })
})

describe('a night to which nobody is connected', () => {
  it('goes on by itself, and waits for the host as soon as somebody is', async () => {
    const stage = await beforeRounds()
    stage.runtime.attend(nobody)
    await lives(stage, minutes(11))
    expect(rounds(stage)).toMatchObject([{ number: 1, phase: 'announced' }])
    stage.runtime.attend(everybody)
    await lives(stage, minutes(30))
    expect(rounds(stage).map((r) => r.phase)).toEqual(['over'])
  })
})

describe('one of several processes', () => {
  it('leaves the rounds to the host, who is connected to another', async () => {
    const stage = await beforeRounds()
    await lives(stage, minutes(1))
    // It was asked something over HTTP, and nobody ever connected to it.
    const other = await stage.again()
    await lives(stage, minutes(20))
    await settled(other)
    expect([rounds(stage), rounds(other)]).toEqual([[], []])
  })

  it('leaves them to the host also where its own people have left', async () => {
    const stage = await beforeRounds()
    const other = await stage.again()
    other.runtime.attend(everybody)
    await lives(stage, minutes(1))
    other.runtime.attend(nobody)
    await lives(stage, minutes(20))
    await settled(other)
    expect([rounds(stage), rounds(other)]).toEqual([[], []])
  })

  it('goes by the program as soon as nobody is connected to any', async () => {
    const stage = await beforeRounds()
    const other = await stage.again()
    await lives(stage, minutes(9))
    await stage.runtime.close()
    await lives(other, minutes(2))
    expect(rounds(other)).toMatchObject([{ number: 1, revealAt: stage.due + seconds(3) }])
  })
})
