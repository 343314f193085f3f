// Where nobody is connected to be told, and nobody to decide, the rounds go by the published program:
// as the screens do meanwhile, by themselves.
import * as v from 'valibot'
import { roundNumber, type RoundNumber } from '#night/ids.ts'
import type { Night } from '#night/night.ts'
import { comingOf } from '#night/rounds/seal.ts'
import { silence, type ComingRound } from '#night/rounds/timetable.ts'
import { between, latest, plus, seconds, times, type Duration, type Instant } from '#night/time.ts'
import type { Commit } from '#night/history.ts'
import type { Clock } from './clock.ts'

interface Deps {
  readonly clock: Clock
  /** Asks that a round began when it was due. */
  readonly ask: (number: RoundNumber, due: Instant) => Promise<unknown>
  /** Keeps when somebody was connected last, for the other processes and whoever opens the night next. */
  readonly heard: (at: Instant) => Promise<void>
  readonly lastHeard: () => Promise<Instant | null>
}

/** How often it is kept that somebody is connected: less than anybody would notice. */
const keptEvery = seconds(2)

export interface Seen {
  readonly night: Night
  readonly head: Commit | null
}

export class Following {
  readonly #deps: Deps
  /** Since when nobody hears, as far as is known here; null while somebody does. */
  #silentSince: Instant | null = null
  #night: Night | null = null
  #cancel: () => void = () => {}
  /** How to end the keeping; null where nobody is connected. */
  #unkeep: (() => void) | null = null
  /** What was kept last by this process. */
  #keptAt: Instant | null = null
  #asked: readonly [number, Instant] | null = null

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /**
   * Told whether anybody is connected to this process, and when one of them was last heard: that a
   * line is dead is only noticed some time after.
   */
  attend(isHere: boolean, heardAt: Instant): void {
    if (isHere) this.#welcome()
    else if (this.#unkeep) {
      this.#silentSince = this.#sleptSince ?? heardAt
      this.#stopKeeping()
      this.#arm()
    }
  }

  #welcome(): void {
    if (this.#unkeep) return
    const since = this.#silentSince
    // They may have followed the program meanwhile, and are not to find that it stood still.
    if (since !== null && this.#isSilence(since)) return this.#keep(since)
    this.#silentSince = null
    this.#arm()
    this.#keep(null)
  }

  /**
   * A night as it was left, by whichever process: what was due since anybody was connected began by
   * the program. Settles when all of that has happened.
   */
  async catchUp({ night, head }: Seen): Promise<void> {
    this.#night = night
    // What was decided since went to somebody.
    if (head) await this.#followSince(head.at)
  }

  /** Looks at the night again. */
  watch(night: Night): void {
    this.#night = night
    this.#arm()
  }

  stop(): void {
    this.#cancel()
    this.#stopKeeping()
    this.#night = null
  }

  /** People come back in the world's time, however fast this clock runs. */
  get #silence(): Duration {
    return times(silence, this.#deps.clock.rate)
  }

  /** The next round, where it will begin by the program as far as is known now. */
  get #coming(): ComingRound | null {
    const coming = this.#night && comingOf(this.#night)
    const isFollowed =
      coming && this.#silentSince !== null && coming.announcedAt >= this.#silentSince
    return isFollowed ? coming : null
  }

  #due(): ComingRound | null {
    const coming = this.#coming
    return coming && this.#deps.clock.now() >= this.#followedAt(coming) ? coming : null
  }

  /** When the screens, which have heard nothing for so long, are at it. */
  #followedAt({ revealAt }: ComingRound): Instant {
    return latest(revealAt, plus(this.#silentSince ?? revealAt, this.#silence))
  }

  /** Begins, one after the other, what was due while nobody was there, neither here nor elsewhere. */
  async #followSince(since: Instant): Promise<void> {
    this.#silentSince = await this.#unheardSince(since)
    for (let due = this.#due(); due; due = this.#due()) {
      await this.#follow(due)
      if (this.#due()?.number === due.number) break
    }
    if (this.#unkeep) this.#silentSince = null
    this.#arm()
  }

  /** The same, or later where somebody was connected to another process; now where nobody can tell, or ever was. */
  async #unheardSince(since: Instant): Promise<Instant> {
    const { clock, lastHeard } = this.#deps
    const [now, ours] = [clock.now(), this.#keptAt]
    const keptAt = await lastHeard().catch(() => now)
    if (ours !== null && (keptAt ?? 0) <= ours) return since
    return keptAt === null || keptAt > now ? now : latest(since, keptAt)
  }

  /** Keeps that somebody is here; first catches up with what was due in a silence that is over. */
  #keep(since: Instant | null): void {
    const { clock, heard } = this.#deps
    const now = clock.now()
    const caughtUp = since === null ? Promise.resolve() : this.#followSince(since)
    // Nothing depends on one of them: the next is soon, and without any the host decides.
    void caughtUp.then(() => heard(now)).catch(() => {})
    this.#keptAt = now
    this.#unkeep = clock.after(times(keptEvery, clock.rate), () => this.#keep(this.#sleptSince))
  }

  /** When this machine fell asleep, as a laptop that was shut: nobody here heard anything since. */
  get #sleptSince(): Instant | null {
    const since = this.#unkeep && this.#keptAt
    return since !== null && this.#isSilence(since) ? since : null
  }

  #isSilence(since: Instant): boolean {
    return between(since, this.#deps.clock.now()) >= this.#silence
  }

  #stopKeeping(): void {
    this.#unkeep?.()
    this.#unkeep = null
  }

  #arm(): void {
    this.#cancel()
    const coming = this.#coming
    if (!coming) return
    const { clock } = this.#deps
    const left = between(clock.now(), this.#followedAt(coming))
    // What was asked for, and refused, is not asked for again.
    const [number, announcedAt] = this.#asked ?? []
    if (number === coming.number && announcedAt === coming.announcedAt) return
    this.#cancel = clock.after(seconds(Math.max(0, left) / 1000), () => void this.#followUnheard())
  }

  async #followUnheard(): Promise<void> {
    if (this.#silentSince !== null) await this.#followSince(this.#silentSince)
  }

  #follow({ number, announcedAt }: ComingRound): Promise<unknown> {
    this.#asked = [number, announcedAt]
    return this.#deps.ask(v.parse(roundNumber, number), announcedAt)
  }
}
