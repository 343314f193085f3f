// A night on a real server whose clock the test moves, with browsers to look at it: from the doors to
// the last word within seconds, at the times of a real evening.
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import * as v from 'valibot'
import { attendeeId, roundNumber, segmentId, type AttendeeId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import type { SegmentKind } from '#night/program/model.ts'
import { plus, seconds, type Duration, type Instant } from '#night/time.ts'
import type { Answer } from '#protocol/messages.ts'
import type { HoldRequest, Joined, JoinRequest } from '#protocol/http.ts'
import { root } from '../../scripts/sources.js'
import { instantAt } from '../../server/announcement/local-time.ts'
import { DrivenClock } from '../../server/rehearsal/driven-clock.ts'
import { drivenPace, type Pace } from '../../server/rehearsal/pace.ts'
import type { Screen } from './screen.ts'
import { startServer, type TestNight, type TestServer } from './server.ts'

const evening = { date: '2026-12-02', zone: 'Europe/Paris' } as const
const on = (time: string) => instantAt(evening.date, time, evening.zone) as Instant

export interface PageOptions extends BrowserContextOptions {
  /** Whose phone it is. */
  readonly joined?: Joined
  readonly theme?: 'night' | 'paper'
  /** Another browser than the hall's own. */
  readonly browser?: Browser
}

export class Hall {
  readonly server: TestServer
  readonly night: TestNight
  readonly host: Screen
  readonly clock: DrivenClock
  readonly #pace: Pace
  readonly #browser: Browser
  #pages: readonly Page[] = []
  #lost = false

  private constructor(
    parts: { server: TestServer; night: TestNight; host: Screen; clock: DrivenClock },
    pace: Pace,
    browser: Browser,
  ) {
    this.server = parts.server
    this.night = parts.night
    this.host = parts.host
    this.clock = parts.clock
    this.#pace = pace
    this.#browser = browser
  }

  /** Holds a night; its clock stands at a time of the evening, in Paris. */
  static async open(
    browser: Browser,
    time: string,
    asked: Partial<HoldRequest> = {},
    clientDir = join(root, 'build/client'),
  ) {
    const clock = new DrivenClock(on(time))
    const server = await startServer({ log: 'lmdb', clock, clientDir, gatherMs: 20 })
    const settled = async () => {
      await Promise.all(server.composed.registry.all().map((each) => each.settled()))
    }
    const night = await server.holdNight({ date: evening.date, ...asked })
    const host = await night.host()
    return new Hall({ server, night, host, clock }, drivenPace(clock, settled), browser)
  }

  /** Moves the evening on to a time, and lets every page know. */
  async reach(time: string | Instant): Promise<void> {
    await this.#pace.reach(typeof time === 'string' ? on(time) : time)
    await this.host.heard()
    // A page asks for the time whenever somebody comes back to it.
    await Promise.all(
      this.#pages.map((page) => page.evaluate(() => dispatchEvent(new Event('focus')))),
    )
  }

  pass(secondsLong: number): Promise<void> {
    return this.reach(plus(this.clock.now(), seconds(secondsLong)))
  }

  /** What the host orders, done. */
  order(command: Command): Promise<Answer & { readonly ok: true }> {
    return this.by(this.host, command)
  }

  async by(screen: Screen, command: Command): Promise<Answer & { readonly ok: true }> {
    const answer = await screen.send(command)
    if (!answer.ok) throw new Error(`${command.type} was refused: ${answer.code}`)
    await screen.heard()
    return answer
  }

  /** Until the host sees it: the desk is sent a little later, gathered. */
  async until(what: string, holds: (view: Screen['view']) => boolean): Promise<void> {
    for (let tries = 0; !holds(this.host.view); tries++) {
      if (tries === 100) throw new Error(`the host never saw ${what}`)
      await wait(20)
    }
  }

  begin(kind: SegmentKind): Promise<unknown> {
    const segment = this.host.view.program?.segments.find((each) => each.kind === kind)
    return this.order({ type: 'program/start', segment: v.parse(segmentId, segment?.id) })
  }

  /** Whom the host's roster has under a name. */
  whois(name: string): AttendeeId {
    const line = Object.entries(this.host.view.roster ?? {}).find(([, each]) => each.name === name)
    if (!line) throw new Error(`nobody is called ${name}`)
    return v.parse(attendeeId, line[0])
  }

  nameOf(id: AttendeeId): string {
    return this.host.view.roster?.[id]?.name ?? ''
  }

  /** Somebody with a badge, let in at the door. */
  async arrive(said: Partial<JoinRequest>): Promise<Joined> {
    const joined = await this.night.join(said)
    await this.order({ type: 'door/check-in', badge: joined.badge })
    return joined
  }

  /** Announces the next round, and waits until it is shown: the changeover has begun. */
  async announceRound(number: number): Promise<void> {
    await this.order({ type: 'rounds/start', number: v.parse(roundNumber, number) })
    await this.until('the round', ({ desk }) => desk?.round?.number === number)
    await this.pass(3.1)
  }

  async talking(): Promise<void> {
    await this.reach(plus(this.#round.startsAt, 500 as Duration))
  }

  async lastSeconds(left: number): Promise<void> {
    await this.reach(plus(this.#round.endsAt, seconds(-left)))
  }

  async endRound(): Promise<void> {
    await this.reach(plus(this.#round.endsAt, 500 as Duration))
  }

  get #round() {
    const { round } = this.host.view
    if (!round) throw new Error('the host sees no round')
    return round
  }

  /** A browser of its own, in a language, as somebody or as a stranger. */
  async page(path: string, { joined, theme, browser, ...context }: PageOptions): Promise<Page> {
    const opened = await (browser ?? this.#browser).newContext({
      ...{ timezoneId: evening.zone, reducedMotion: 'reduce', serviceWorkers: 'block' },
      ...context,
    })
    const page = await opened.newPage()
    const kept = {
      ...(joined && { [`rendezvous:badge:${this.night.id}`]: joined }),
      ...(theme && { 'rendezvous:likes': { theme, flash: false } }),
    }
    await page.addInitScript((values) => {
      for (const [key, value] of Object.entries(values))
        if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify(value))
    }, kept)
    await page.goto(new URL(path, this.server.url).href)
    this.#pages = [...this.#pages, page]
    return page
  }

  /** Somebody closes a page. */
  async leave(page: Page): Promise<void> {
    this.#pages = this.#pages.filter((each) => each !== page)
    await page.context().close()
  }

  /** The server is gone: nobody answers any more. */
  async loseLine(): Promise<void> {
    await this.server.close()
    this.#lost = true
  }

  get nightPath(): string {
    return `/n/${this.night.id}`
  }

  async close(): Promise<void> {
    await Promise.all(this.#pages.map((page) => page.context().close()))
    if (!this.#lost) await this.server.close()
  }
}
