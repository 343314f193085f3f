// A night on a real server, and three people to meet there, who came without a browser.
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import * as v from 'valibot'
import { roundNumber, segmentId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import type { SegmentKind } from '#night/program/model.ts'
import { signOf } from '#night/rounds/sign.ts'
import type { SeatSlice } from '#night/views/attendee.ts'
import { root } from '../../../scripts/sources.js'
import { clockOf } from '../../../server/runtime/clock.ts'
import { layLine, type Line } from '../../support/line.ts'
import type { Screen } from '../../support/screen.ts'
import { startServer, type TestNight, type TestServer } from '../../support/server.ts'
import type { Seat } from '../support/phone.ts'

/** Faster than the world, so that less is waited; slow enough for a round to outlast its test. */
const speed = 2
const one = v.parse(roundNumber, 1)

export class Hall {
  /** The night's address, over a line that can be cut. */
  readonly link: string
  readonly line: Line
  readonly host: Screen
  readonly #server: TestServer
  readonly #others: ReadonlyMap<string, Screen>

  private constructor(
    at: { server: TestServer; night: TestNight; line: Line; host: Screen },
    others: ReadonlyMap<string, Screen>,
  ) {
    this.link = `${at.line.url}/n/${at.night.id}`
    this.line = at.line
    this.host = at.host
    this.#server = at.server
    this.#others = others
  }

  /** Opens the doors; three people are in. */
  static async open(): Promise<Hall> {
    const clientDir = join(root, 'build/client')
    const clock = clockOf(speed)
    const server = await startServer({ log: 'lmdb', clientDir, clock, gatherMs: 20 })
    const night = await server.holdNight({ date: new Date().toISOString().slice(0, 10) })
    const host = await night.host()
    const others = new Map<string, Screen>()
    for (const name of ['Bo', 'Cyd', 'Dan']) {
      const joined = await night.join({ name })
      await ordered(host, { type: 'door/check-in', badge: joined.badge })
      others.set(name, await night.attendee(joined))
    }
    const hall = new Hall({ server, night, host, line: await layLine(server.url) }, others)
    await hall.begin('doors')
    return hall
  }

  order = (command: Command) => ordered(this.host, command)

  begin(kind: SegmentKind) {
    const segment = this.host.view.program?.segments.find((each) => each.kind === kind)
    return this.order({ type: 'program/start', segment: v.parse(segmentId, segment?.id) })
  }

  /** One of the three says «I’m here». */
  arriveAtTable = (who: Screen) => ordered(who, { type: 'rounds/here', number: one })

  startRound = () => this.order({ type: 'rounds/start', number: one })
  endRound = () => this.order({ type: 'rounds/end', number: one })

  /** Whoever was given somebody as a partner, and where the server seats the two. */
  async partnerOf(name: string): Promise<{ as: Screen; seat: Seat }> {
    for (let tries = 0; tries < 100; tries++) {
      for (const [partner, as] of this.#others) {
        const seat = pairingOf(as)
        if (!seat?.partners.some((each) => each.name === name)) continue
        const sign = signOf(seat.sign).word
        return { as, seat: { sign, table: seat.table, partners: [partner] } }
      }
      await wait(20)
    }
    throw new Error(`nobody was given ${name} as a partner`)
  }

  async close(): Promise<void> {
    this.line.close()
    await this.#server.close()
  }
}

/** What somebody in the hall sees of their seat. */
export const pairingOf = ({ view }: Screen): Extract<SeatSlice, { kind: 'pairing' }> | null =>
  view.seat?.kind === 'pairing' ? view.seat : null

async function ordered(by: Screen, command: Command): Promise<void> {
  const answer = await by.send(command)
  if (!answer.ok) throw new Error(`${command.type} was refused: ${answer.code}`)
  await by.heard()
}
