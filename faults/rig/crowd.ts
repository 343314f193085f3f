// The people of a night, each with a phone, spread over the processes.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import * as v from 'valibot'
import { commandId, type NightId } from '#night/ids.ts'
import type { PassRole } from '#night/passes/model.ts'
import type { Audience } from '#night/views/audience.ts'
import type { Joined } from '#protocol/http.ts'
import { House } from '../../server/rehearsal/house.ts'
import { Phone } from './phone.ts'

export interface Crowd {
  readonly night: NightId
  readonly host: Phone
  readonly door: Phone
  readonly attendees: readonly Attendee[]
  /** All of them, the display and a guest too. */
  readonly screens: readonly Phone[]
  /** With their secrets, for real browsers. */
  readonly links: { readonly host: string; readonly display: string }
}

export interface Attendee {
  readonly badge: string
  readonly joined: Joined
  readonly phone: Phone
}

const joinsAtOnce = 20

export interface CrowdOptions {
  readonly ownerLinks: readonly string[]
  readonly phones: number
  /** The ways to the processes, as phone number `i` prefers them. */
  readonly urlsFor: (i: number) => readonly string[]
}

/** Holds a night and lets everybody join it; nobody is checked in yet. */
export async function gatherCrowd({ ownerLinks, phones, urlsFor }: CrowdOptions): Promise<Crowd> {
  const houses = ownerLinks.map((link) => new House(link))
  const [house] = houses
  if (!house) throw new Error('expected a process to hold the night, found none')
  const { night, hostLink } = await house.hold(holding(phones))
  const enter = (role: PassRole, link: string) => patiently(() => house.enter(night, role, link))
  const hostCookie = await enter('host', hostLink)
  const linkFor = (role: 'door' | 'display') =>
    house.link(night, role, v.parse(commandId, randomUUID()), hostCookie)
  const displayLink = await linkFor('display')
  const staff = (audience: Audience, i: number, cookie?: string) =>
    new Phone({
      ...{ name: audience.kind, night, audience, urls: urlsFor(i) },
      ...(cookie !== undefined && { cookie }),
    })
  const host = staff({ kind: 'host' }, 0, hostCookie)
  const door = staff({ kind: 'door' }, 1, await enter('door', await linkFor('door')))
  const display = staff({ kind: 'display' }, 2, await enter('display', displayLink))
  const guest = staff({ kind: 'guest' }, 1)
  const attendees: Attendee[] = []
  for (let from = 0; from < phones; from += joinsAtOnce) {
    const few = Array.from({ length: Math.min(joinsAtOnce, phones - from) }, (_, i) => from + i)
    const joining = few.map(async (i) => {
      const joined = await (houses[i % houses.length] ?? house).join(night, person(i))
      return phoneOf(night, i, { joined, urls: urlsFor(i) })
    })
    attendees.push(...(await Promise.all(joining)))
  }
  const screens = [host, door, display, guest, ...attendees.map(({ phone }) => phone)]
  const links = { host: hostLink, display: displayLink }
  return { night, host, door, attendees, screens, links }
}

/** A server with a fault planted may hand out a link that it does not know yet. */
async function patiently<T>(ask: () => Promise<T>, tries = 20): Promise<T> {
  for (let left = tries; ; left--) {
    try {
      return await ask()
    } catch (error) {
      if (left === 0) throw error
      await wait(100)
    }
  }
}

const phoneOf = (
  night: NightId,
  i: number,
  { joined, urls }: { readonly joined: Joined; readonly urls: readonly string[] },
): Attendee => ({
  ...{ badge: joined.badge, joined },
  phone: new Phone({
    ...{ name: `phone ${i + 1}`, night, pass: joined.pass, urls },
    audience: { kind: 'attendee', attendee: joined.attendee },
  }),
})

const holding = (phones: number) => ({
  id: v.parse(commandId, randomUUID()),
  template: 'scratch' as const,
  ...{ title: 'A night of faults', community: 'Paris P2P', venue: 'The rig' },
  date: new Date().toISOString().slice(0, 10),
  tables: Math.max(1, Math.ceil(phones / 2)),
  forecast: phones,
})

const person = (i: number) => ({
  id: v.parse(commandId, randomUUID()),
  name: `Person ${i + 1}`,
  languages: ['fr' as const, 'en' as const],
  ...{ offers: [`topic ${i % 7}`], seeks: [`topic ${(i + 3) % 7}`], first: i % 3 === 0 },
})
