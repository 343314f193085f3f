// A lively evening: rounds of seconds, ended by their deadline, by the host or later than planned;
// taps, votes, people who come late and who sit out. Everybody acts on what their own screen shows.
import { setTimeout as wait } from 'node:timers/promises'
import * as v from 'valibot'
import { roundNumber, segmentId, talkId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import { seconds } from '#night/time.ts'
import type { Answer } from '#protocol/messages.ts'
import type { Attendee, Crowd } from './crowd.ts'
import type { Phone } from './phone.ts'

const rounds = 20
const roundMs = seconds(4)
/** People and hosts look at their screens this often; a phone taps now and then. */
const lookEveryMs = 250
const tapEveryMs = 2_000
/** Of everybody, so many are there before the first round. */
const punctual = 0.9

export class Evening {
  readonly #crowd: Crowd
  #isOver = false
  #work: Promise<unknown> = Promise.resolve()

  constructor(crowd: Crowd) {
    this.#crowd = crowd
  }

  /** Opens the doors, and resolves when the first round has begun; it goes on by itself. */
  async begin(): Promise<void> {
    const { host, attendees, door } = this.#crowd
    await host.send({
      ...{ type: 'rounds/configure', count: rounds, roundMs, changeoverMs: seconds(0) },
      ...{ oddOne: 'trio' },
    })
    for (const title of ['Mesh', 'Gossip', 'Commons'])
      await host.send({
        ...{ type: 'talks/propose', title, speaker: `Speaker of ${title}`, minutes: 10 },
        ...{ language: null, line: '', link: null },
      })
    const early = Math.ceil(attendees.length * punctual)
    const letIn = ({ badge }: Attendee) => door.send({ type: 'door/check-in', badge })
    await Promise.all(attendees.slice(0, early).map(letIn))
    const late = async () => {
      for (const attendee of attendees.slice(early)) {
        await this.#pause(tapEveryMs)
        if (!this.#isOver) await letIn(attendee)
      }
    }
    const taps = attendees.map(({ phone }, i) => this.#tap(phone, i))
    this.#work = Promise.all([this.#host(), late(), ...taps])
    while (!this.#isOver && (host.seen.round?.number ?? 0) < 1) await wait(50)
  }

  /** Resolves as soon as the host sees a round whose talking has begun and goes on for a while. */
  async midRound(): Promise<void> {
    const giveUpAt = Date.now() + 30_000
    while (Date.now() < giveUpAt) {
      const { round } = this.#crowd.host.seen
      const now = Date.now()
      if (round?.phase === 'announced' && now > round.revealAt && now < round.endsAt - 1_000) return
      await wait(50)
    }
  }

  /** Nobody begins anything more; what was asked is waited for. */
  async end(): Promise<void> {
    this.#isOver = true
    await this.#work
  }

  async #pause(ms: number): Promise<void> {
    for (let left = ms; left > 0 && !this.#isOver; left -= 100) await wait(Math.min(left, 100))
  }

  async #host(): Promise<void> {
    const { host } = this.#crowd
    let extended = 0
    for (let looks = 1; !this.#isOver; looks++) {
      await this.#pause(lookEveryMs)
      const { round, program } = host.seen
      if (!round || !program) continue
      const { number, phase, startsAt, count } = round
      const now = Date.now()
      if (phase !== 'announced') {
        if (number < count) await host.send({ type: 'rounds/start', number: roundOf(number + 1) })
      } else if (number % 2 === 0 && extended < number && now > startsAt + 500) {
        extended = number
        await host.send({ type: 'rounds/extend', number: roundOf(number), by: seconds(3) })
      } else if (number % 3 === 0 && now > startsAt + 2_000) {
        await host.send({ type: 'rounds/end', number: roundOf(number) })
      }
      const last = program.segments.at(-1)
      if (looks % 4 === 0 && last && !this.#isOver)
        await host.send({
          ...{ type: 'program/extend', segment: v.parse(segmentId, last.id), by: seconds(1) },
        })
      if (looks % 6 === 0 && !this.#isOver)
        await host.send({ type: 'screens/message', text: `Look ${looks}` })
    }
  }

  async #tap(phone: Phone, i: number): Promise<void> {
    await this.#pause(Math.random() * tapEveryMs)
    for (let taps = i; !this.#isOver; taps++) {
      const command = whatToTap(phone, taps)
      if (command) await phone.send(command)
      await this.#pause(tapEveryMs * (0.5 + Math.random()))
    }
  }
}

const roundOf = (number: number) => v.parse(roundNumber, number)

function whatToTap({ seen }: Phone, taps: number): Command | null {
  const { round, seat, me, talks } = seen
  if (!round || !me || (me.state !== 'present' && me.state !== 'away')) return null
  if (me.state === 'away') return { type: 'door/come-back' }
  if (seat?.kind === 'pairing' && seat.number === round.number) {
    const number = roundOf(round.number)
    if (round.phase === 'announced' && !seat.here) return { type: 'rounds/here', number }
    if (round.phase === 'over' && !seat.met) return { type: 'rounds/met', number }
  }
  if (taps % 29 === 0) return { type: 'door/sit-out' }
  // Recorded each time it is asked: who asks again must not be heard twice.
  if (taps % 3 === 0) return { type: 'rounds/remember', met: [] }
  const talk = talks?.list[taps % 3]
  if (!talk) return null
  const id = v.parse(talkId, talk.id)
  const type = me.supports.includes(id) ? 'talks/unsupport' : 'talks/support'
  return { type, talk: id }
}

/** Ends the round that is open, so that nothing is left that would happen by itself. */
export async function endRound({ host }: Crowd): Promise<void> {
  const { round } = host.seen
  if (round?.phase === 'announced')
    await host.send({ type: 'rounds/end', number: roundOf(round.number) })
}

/**
 * The end of a night, and the last words on every screen. They come when nothing is gathered any more:
 * otherwise they would be told under the head before, and what was gathered may turn out to be nothing.
 */
export async function sayGoodNight({ host }: Crowd): Promise<Answer | null> {
  await host.send({ type: 'program/end' })
  await wait(500)
  return host.send({ type: 'screens/message', text: 'Good night' })
}
