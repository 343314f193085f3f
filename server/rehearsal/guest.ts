// One simulated person: how they come in, take their place, miss a round and come back.
import type { AttendeeId, NightId } from '#night/ids.ts'
import * as v from 'valibot'
import { attendeeId, roundNumber } from '#night/ids.ts'
import type { CommandOf } from '#night/rule.ts'
import type { Part } from './cast.ts'
import type { House } from './house.ts'
import { Screen } from './screen.ts'
import type { Tally } from './tally.ts'

export interface Room {
  readonly house: House
  readonly night: NightId
  readonly seed: string
  readonly tally: Tally
  readonly door: Screen
  readonly host: Screen
}

export class Guest {
  readonly part: Part
  id: AttendeeId | null = null
  /** Null for people without a phone: host and door act for them. */
  phone: Screen | null = null

  readonly #room: Room

  constructor(part: Part, room: Room) {
    this.part = part
    this.#room = room
  }

  get #name(): string {
    return `rehearsal-${this.#room.seed}-${String(this.part.index).padStart(4, '0')}`
  }

  /** Makes a badge and shows it at the door; without a phone, the door makes one. */
  async arrive(): Promise<void> {
    const { name, languages, offers, seeks, first, phoneless } = this.part
    const said = { name, languages: [...languages], offers: [...offers], seeks: [...seeks], first }
    const { door, house, night, tally } = this.#room
    if (phoneless) {
      const answer = await door.send({ type: 'door/walk-in', ...said, phoneless })
      const id = answer.ok ? answer.facts?.id : undefined
      this.id = id === undefined ? await this.#onRoster(name) : v.parse(attendeeId, id)
      return
    }
    const joined = await house.join(night, { id: `${this.#name}-join`, ...said })
    this.id = joined.attendee
    const { url } = house
    this.phone = new Screen({
      url,
      night,
      as: 'attendee',
      name: this.#name,
      pass: joined.pass,
      tally,
    })
    await this.phone.connected()
    await door.send({ type: 'door/check-in', badge: joined.badge })
  }

  /** The answer to a walk-in may come from a retry, without its facts: the roster knows. */
  async #onRoster(name: string): Promise<AttendeeId> {
    const { door } = this.#room
    const entry = () => Object.entries(door.view.roster ?? {}).find(([, e]) => e.name === name)
    await door.until(`${name} on the roster`, () => entry() !== undefined)
    return v.parse(attendeeId, entry()?.[0])
  }

  async here(number: number): Promise<void> {
    await this.#act({ type: 'rounds/here', number: v.parse(roundNumber, number) })
  }

  /** `partner` says which of two, at a table of three. */
  async partnerMissing(number: number, partner?: 0 | 1): Promise<void> {
    const named = partner === undefined ? {} : { partner }
    await this.#act({
      type: 'rounds/partner-missing',
      number: v.parse(roundNumber, number),
      ...named,
    })
  }

  async comeBack(): Promise<void> {
    await this.#act({ type: 'door/come-back' })
  }

  async #act(
    command: CommandOf<'rounds/here' | 'rounds/partner-missing' | 'door/come-back'>,
  ): Promise<void> {
    if (!this.id) return
    if (this.phone) await this.phone.send(command)
    else await this.#room.host.send({ ...command, for: this.id })
  }

  close(): void {
    this.phone?.close()
  }
}
