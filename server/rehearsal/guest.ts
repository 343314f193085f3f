// One simulated person: how they come in, take their place, miss a round and come back.
import type { AttendeeId, NightId } from '#night/ids.ts'
import * as v from 'valibot'
import { attendeeId } from '#night/ids.ts'
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
  /** Until every server has heard of what one of them answered. */
  readonly settled: () => Promise<void>
  readonly door: Screen
  readonly host: Screen
}

type OwnCommand = CommandOf<
  | 'rounds/here'
  | 'rounds/all-here'
  | 'rounds/partner-missing'
  | 'rounds/take-offer'
  | 'rounds/met'
  | 'rounds/still-in'
  | 'door/sit-out'
  | 'door/come-back'
>

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
    const { door, house, night, tally, settled } = this.#room
    if (phoneless) {
      const answer = await door.send({ type: 'door/walk-in', ...said, phoneless })
      const id = answer.ok ? answer.facts?.id : undefined
      this.id = id === undefined ? await this.#onRoster(name) : v.parse(attendeeId, id)
      return
    }
    const joined = await house.join(night, { id: `${this.#name}-join`, ...said })
    this.id = joined.attendee
    await settled()
    this.phone = new Screen({
      ...{ url: house.nextUrl(), night, as: 'attendee', name: this.#name, pass: joined.pass },
      ...{ tally, settled },
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

  /** What this person does; for those without a phone, the host does it. */
  async does(command: OwnCommand): Promise<void> {
    if (!this.id) return
    if (this.phone) await this.phone.send(command)
    else await this.#room.host.send({ ...command, for: this.id })
  }

  close(): void {
    this.phone?.close()
  }
}
