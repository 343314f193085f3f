// A long evening, decided by the rules and written to a log: 1,000 people who come, meet twenty times,
// vote, go out and come back, until there are as many events as wanted.
import { decideOn } from '../../server/runtime/decide-on.ts'
import { NightState } from '../../server/runtime/night-state.ts'
import type { Log } from '../../server/log/log.ts'
import { textOfCommit, type Commit } from '#night/history.ts'
import type { AttendeeId, CommandId, NightId, PassId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import type { Actor } from '#night/order.ts'
import { wantedPlan } from '#night/rounds/wanted.ts'
import type { Instant } from '#night/time.ts'
import { plannerOfNeighbours } from './servers/neighbours.ts'

const rounds = 20
const talks = 8
const began = 1_790_000_000_000
const stepMs = 100
const longMs = 3_600_000

const host: Actor = { role: 'host', pass: 'hostpass' as PassId }
const door: Actor = { role: 'door', pass: 'doorpass' as PassId }

export class History {
  readonly texts: string[] = []
  events = 0
  readonly #log: Log
  readonly #night: NightId
  readonly #state = new NightState()
  readonly #planner = plannerOfNeighbours()
  #waiting: Commit[] = []
  #commands = 0
  #now = began

  constructor(log: Log, night: NightId) {
    this.#log = log
    this.#night = night
  }

  async write({ people, events }: { people: number; events: number }): Promise<void> {
    await this.#begin(people)
    const everybody = [...this.#state.night.door.attendees.keys()]
    for (let number = 1; number <= rounds; number++) await this.#round(number, everybody)
    const list = this.#state.night.talks.list
    for (let lap = 0; this.events < events; lap++) {
      const talk = list[(lap >> 1) % list.length]?.id
      const type = lap % 2 === 0 ? 'talks/support' : 'talks/unsupport'
      const [goes, comes] = ['door/sit-out', 'door/come-back']
      for (const attendee of everybody) {
        const by: Actor = { role: 'attendee', attendee }
        await this.#order(by, { type, talk })
        await this.#order(by, { type: goes })
        await this.#order(by, { type: comes })
      }
    }
    await this.#flush()
  }

  async #begin(people: number): Promise<void> {
    await this.#order({ role: 'owner' }, { type: 'night/create', ...created })
    for (let i = 0; i < people; i++) await this.#order({ role: 'guest' }, guestOf(i))
    await this.#order(host, { type: 'program/start', segment: 'rounds' })
    await this.#order(host, { type: 'rounds/configure', count: rounds, roundMs: longMs })
    for (const attendee of [...this.#state.night.door.attendees.keys()])
      await this.#order(door, { type: 'door/check-in', for: attendee })
    for (let i = 0; i < talks; i++) await this.#order(host, talkOf(i))
  }

  async #round(number: number, everybody: readonly AttendeeId[]): Promise<void> {
    await this.#order(host, { type: 'rounds/start', number })
    this.#now += longMs / 2
    for (const type of ['rounds/here', 'rounds/met'])
      for (const attendee of everybody)
        await this.#order({ role: 'attendee', attendee }, { type, number })
    await this.#order(host, { type: 'rounds/end', number })
  }

  async #order(by: Actor, asked: object): Promise<void> {
    const command = asked as Command
    const input = wantedPlan(this.#state.night, command)
    const planned = input && (await this.#planner.plan(input))
    const id = `measured-${String(++this.#commands).padStart(8, '0')}` as CommandId
    const at = (this.#now += stepMs) as Instant
    const order = { id, at, by, command, ...(planned && { planned }) }
    const { answer, commit, facts } = decideOn(this.#state, this.#night, order)
    if (!answer.ok) throw new Error(`${command.type} was refused: ${answer.code}`)
    if (!commit) throw new Error(`${command.type} changed nothing`)
    this.#state.record(commit, facts)
    this.#waiting.push(commit)
    this.events += commit.events.length
    if (this.#waiting.length >= 1000) await this.#flush()
  }

  async #flush(): Promise<void> {
    const commits = this.#waiting.splice(0)
    const [first] = commits
    if (!first) return
    await this.#log.appendAll(this.#night, first.parent, commits)
    this.texts.push(...commits.map(textOfCommit))
  }
}

const created = {
  ...{ title: 'A measured night', community: 'Paris P2P', venue: 'Here', link: null },
  ...{ date: '2026-09-21', code: 'ABCD', languages: ['fr', 'en'], topics: ['privacy'] },
  segments: [{ id: 'rounds', kind: 'rounds', title: null, start: began, end: began + 24 * longMs }],
  ...{ tables: 500, queue: [], forecast: 1000, eraseAt: began + 1000 * longMs },
  roomSecret: 'a-secret-of-this-room',
}

const guestOf = (i: number): object => ({
  ...{ type: 'door/join', name: `Attendee ${i + 1}`, languages: ['fr', 'en'], first: i % 3 === 0 },
  ...{ offers: ['mesh radio', 'privacy'], seeks: ['governance', 'cryptography'] },
})

const talkOf = (i: number): object => ({
  ...{ type: 'talks/propose', speaker: `Speaker ${i + 1}`, title: `Talk ${i + 1}`, minutes: 10 },
  ...{ language: 'fr', line: '', link: null },
})
