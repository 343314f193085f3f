// Holds a rehearsal on a server, from the owner's link to the last word, and says how it went.
import type { CommandId } from '#night/ids.ts'
import { castOf } from './cast.ts'
import { Script } from './evening.ts'
import type { Room } from './guest.ts'
import { House } from './house.ts'
import { lostCommands } from './lost.ts'
import type { RehearsalOptions } from './options.ts'
import type { Pace } from './pace.ts'
import { planned } from './planned.ts'
import { reportOf, type Report } from './report.ts'
import { Screen } from './screen.ts'
import { Tally } from './tally.ts'

export interface Links {
  readonly host: string
  readonly display: string
  readonly join: string
}

export interface Rehearsal {
  readonly options: RehearsalOptions
  readonly ownerLink: string
  readonly pace: Pace
  /** Other servers of the same nights, and how to wait until all of them know the same. */
  readonly others?: readonly string[]
  readonly settled?: () => Promise<void>
  /** On a server that holds nothing else: the same seed then gives the same ids, and the same chance. */
  readonly isAlone: boolean
  /** The announcement page's text, where there is one. */
  readonly page: string | null
  /** Told the links as soon as there is something to watch. */
  readonly watch: (links: Links) => void
}

const nothing = (): Promise<void> => Promise.resolve()

/** Holds the evening. Rejects where the server refuses what it should not, or falls silent. */
export async function rehearse(rehearsal: Rehearsal): Promise<Report> {
  const { options, ownerLink, pace, page } = rehearsal
  const began = performance.now()
  const { settled = nothing } = rehearsal
  const house = new House(ownerLink, rehearsal.others)
  const tally = new Tally()
  const { seed, people } = options
  const id = (what: string) => `rehearsal-${seed}-${what}` as CommandId
  const { night, hostLink } = await house.hold({
    // A night of its own each time where the same evening may have been held before.
    id: id(rehearsal.isAlone ? 'hold' : `hold-${crypto.randomUUID().slice(0, 8)}`),
    template: page === null ? 'paris-p2p' : 'announcement',
    title: `Rehearsal ${seed}`,
    community: 'Paris P2P',
    venue: 'Rehearsal room',
    date: new Date(pace.now()).toISOString().slice(0, 10),
    tables: Math.max(1, Math.ceil(people / 2)),
    forecast: people,
    ...(page !== null && { page }),
  })
  const hostCookie = await house.enter(night, 'host', hostLink)
  const doorLink = await house.link(night, 'door', id('door-link'), hostCookie)
  const displayLink = await house.link(night, 'display', id('display-link'), hostCookie)
  const watching = await house.link(night, 'host', id('watch-link'), hostCookie)
  const open = (as: 'host' | 'door' | 'display', cookie: string) =>
    new Screen({ url: house.nextUrl(), night, as, name: id(as), cookie, tally, settled })
  const host = open('host', hostCookie)
  const door = open('door', await house.enter(night, 'door', doorLink))
  const display = open('display', await house.enter(night, 'display', displayLink))
  await Promise.all([host, door, display].map((screen) => screen.connected()))
  const code = host.view.about?.code ?? ''
  rehearsal.watch({ host: watching, display: displayLink, join: `${house.url}/j/${code}` })

  const room: Room = { house, night, seed, tally, settled, door, host }
  await planned(room, pace)
  const evening = await new Script(room, castOf(options), pace).hold()
  const phones = evening.guests.flatMap((g) => (g.phone ? [g.phone] : []))
  const screens = [host, door, ...phones]
  const lost = await lostCommands(screens, tally)
  for (const screen of [...screens, display]) screen.close()
  const { hash: stateHash } = await house.state(night)
  return reportOf({
    ...evening,
    tally,
    lost,
    stateHash,
    durationS: (performance.now() - began) / 1000,
  })
}
