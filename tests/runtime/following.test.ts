// Where nobody could be told, the rounds have gone by the published program: after a restart, after a
// laptop was shut, and while nobody is connected.
import { describe, expect, it } from 'vitest'
import type { CommandId } from '#night/ids.ts'
import { minus, minutes, seconds, type Instant } from '#night/time.ts'
import { freshWords, plannedFor } from '../night/rounds/sealed-room.ts'
import { host, openNight, settled, type Stage } from './night.ts'

/** Everybody is connected, or nobody is any more: as far as the process knows, who noticed `late`. */
const everybody = ({ runtime, clock }: Stage) =>
  runtime.attend({ host: true, here: true, heardAt: clock.now() })
const nobody = ({ runtime, clock }: Stage, late = seconds(0)) =>
  runtime.attend({ host: false, here: false, heardAt: minus(clock.now(), late) })
const rounds = ({ runtime }: Stage) => runtime.night.rounds.list

/** Doors are open, six people in, rounds sealed; the rounds are published to begin in ten minutes. */
async function beforeRounds(on?: Stage): Promise<Stage & { readonly due: Instant }> {
  const stage = on ?? (await openNight())
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
  everybody(stage)
  return { ...stage, due }
}

/** The host begins the part of the evening after the rounds, by hand. */
async function movesOn(stage: Stage): Promise<void> {
  const { segments } = stage.runtime.night.program
  const start = segments.at(-1)?.end ?? 0
  const free = { id: 'free', kind: 'free', title: null, start, end: start + minutes(60) }
  await stage.order(host, { type: 'program/plan', segments: [...segments, free] })
  await stage.order(host, { type: 'program/start', segment: 'free' })
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
    everybody(again)
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
    nobody(stage)
    await lives(stage, minutes(11))
    expect(rounds(stage)).toMatchObject([{ number: 1, phase: 'announced' }])
    everybody(stage)
    await lives(stage, minutes(30))
    expect(rounds(stage).map((r) => r.phase)).toEqual(['over'])
  })
})

describe('a hall whose network is dead', () => {
  it('has gone by the program, though the server found out only after the round was due', async () => {
    const stage = await beforeRounds()
    await lives(stage, minutes(10) + seconds(15))
    nobody(stage, seconds(20))
    await lives(stage, seconds(20))
    expect(rounds(stage)).toMatchObject([{ number: 1, revealAt: stage.due + seconds(3) }])
  })

  it('finds the round begun in which it is when it comes back', async () => {
    const stage = await beforeRounds()
    await lives(stage, minutes(10) + seconds(15))
    nobody(stage, seconds(20))
    await lives(stage, seconds(8))
    expect(rounds(stage)).toEqual([])
    stage.clock.step(seconds(3))
    everybody(stage)
    await settled(stage)
    expect(rounds(stage)).toMatchObject([{ number: 1, revealAt: stage.due + seconds(3) }])
  })

  it('has not gone by the program where it is back soon', async () => {
    const stage = await beforeRounds()
    await lives(stage, minutes(10) + seconds(15))
    nobody(stage, seconds(20))
    await lives(stage, seconds(8))
    everybody(stage)
    await lives(stage, minutes(10))
    expect(rounds(stage)).toEqual([])
  })
})

describe('a night that has moved on', () => {
  it('begins no first round after the free tables were begun by hand', async () => {
    const stage = await beforeRounds()
    await movesOn(stage)
    nobody(stage)
    await lives(stage, minutes(150))
    expect(rounds(stage)).toEqual([])
  })

  it('begins no further round either', async () => {
    const stage = await beforeRounds()
    await stage.order(host, { type: 'rounds/start', number: 1 })
    await movesOn(stage)
    nobody(stage)
    await lives(stage, minutes(90))
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
    everybody(other)
    await lives(stage, minutes(1))
    nobody(other)
    await lives(stage, minutes(20))
    await settled(other)
    expect([rounds(stage), rounds(other)]).toEqual([[], []])
  })

  it('leaves them to the host also where the line of its own people is dead', async () => {
    const stage = await beforeRounds()
    const other = await stage.again()
    everybody(other)
    await lives(stage, minutes(10) + seconds(15))
    nobody(other, seconds(20))
    await lives(stage, minutes(20))
    await settled(other)
    expect([rounds(stage), rounds(other)]).toEqual([[], []])
  })

  it('goes by the program though it was opened before anybody was connected', async () => {
    const stage = await openNight()
    const other = await stage.again()
    await beforeRounds(stage)
    await lives(stage, minutes(9))
    await stage.runtime.close()
    await lives(other, minutes(2))
    expect(rounds(other)).toMatchObject([{ number: 1 }])
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
