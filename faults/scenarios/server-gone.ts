// The only process is killed in the middle of round 2 and stays away for minutes, as when a laptop is
// carried to another socket. People tap on; real browsers look on.
import { setTimeout as wait } from 'node:timers/promises'
import * as v from 'valibot'
import { roundNumber, type RoundNumber } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import { minutes, seconds, type Duration } from '#night/time.ts'
import type { Crowd } from '../rig/crowd.ts'
import { Stage } from '../rig/stage.ts'
import { Watched } from '../rig/watched.ts'
import type { Scenario } from './scenario.ts'

const watchedPhones = 3
const [one, two] = [v.parse(roundNumber, 1), v.parse(roundNumber, 2)]

interface Gone {
  readonly goneMs: Duration
  readonly roundMs: Duration
  /** What of it is told. */
  readonly happened: string
}

async function roundTwo(crowd: Crowd, roundMs: Duration): Promise<void> {
  const { host, door, attendees } = crowd
  await host.send({ type: 'rounds/configure', roundMs, changeoverMs: seconds(0), oddOne: 'trio' })
  for (const { badge } of attendees) await door.send({ type: 'door/check-in', badge })
  await host.send({ type: 'rounds/start', number: one })
  await wait(4_000)
  await host.send({ type: 'rounds/end', number: one })
  await host.send({ type: 'rounds/start', number: two })
}

/** What somebody taps in round 2, by who they are: all that may be tapped without a line. */
function tapsOf(i: number, number: RoundNumber): readonly Command[] {
  const taps: Command[] = [{ type: 'rounds/here', number }]
  if (i % 2 === 0) taps.push({ type: 'rounds/met', number })
  if (i % 3 === 0) taps.push({ type: 'rounds/remember', met: [] })
  if (i % 5 === 0) taps.push(proposal(i))
  return taps
}

const proposal = (i: number): Command => ({
  ...{ type: 'talks/propose', title: `Thought of while nobody answered ${i}`, minutes: 5 },
  ...{ language: null, line: '', link: null },
})

const gone =
  ({ goneMs, roundMs, happened }: Gone): Scenario =>
  async ({ program, phones }) => {
    const stage = await Stage.open({ program, store: 'lmdb', processes: 1, phones, isQuiet: true })
    let watched: Watched | null = null
    try {
      const { crowd } = stage
      const server = stage.process(0)
      watched = await Watched.open(crowd, server.url, watchedPhones)
      await roundTwo(crowd, roundMs)
      await watched.count()
      // Answered before the fall: half of the room.
      const [before, after] = [crowd.attendees.slice(0, phones / 2), crowd.attendees.slice(phones / 2)] // prettier-ignore
      await Promise.all(before.map(({ phone }) => phone.send({ type: 'rounds/here', number: two })))
      stage.fault()
      await server.kill()
      for (const tab of watched.phones) await tab.says('Round 2')
      const tapped = after.flatMap(({ phone }, i) => tapsOf(i, two).map((tap) => phone.send(tap)))
      // Kept by the page's own outbox.
      for (const tab of watched.phones) await tab.press('I’m here')
      await wait(goneMs)
      await server.start()
      const answers = await Promise.all(tapped)
      await wait(5_000)
      const figures = {
        goneMs,
        tapsWhileGone: answers.length,
        tapsAnswered: answers.filter((answer) => answer !== null).length,
        tapsDone: answers.filter((answer) => answer?.ok).length,
        looks: await watched.looks(),
        ...(await watched.jumps()),
      }
      const outcome = await stage.reckon()
      return { happened, ...outcome, figures: { ...outcome.figures, ...figures } }
    } finally {
      await watched?.close()
      await stage.close()
    }
  }

/** Of whatever length: the suite has no six minutes. */
export const goneFor = (goneMs: Duration): Scenario =>
  gone({
    ...{ goneMs, roundMs: Math.min(minutes(60), goneMs + minutes(2)) as Duration },
    happened: `the only process was gone for ${goneMs / 1000} s of round 2`,
  })

export const serverGone = goneFor(minutes(6))

/** Round 2 is over by the clock, and by the plan the next is on, when it is back. */
export const serverGoneLong = gone({
  ...{ goneMs: minutes(6), roundMs: minutes(4) },
  happened: 'the only process was gone for 6 min, over the end of round 2',
})
