// Where nobody is connected to be told, and nobody to decide, the rounds go by the published program:
// as the screens do meanwhile, by themselves.
import * as v from 'valibot'
import { roundNumber, type RoundNumber } from '#night/ids.ts'
import type { Night } from '#night/night.ts'
import { openRound } from '#night/rounds/model.ts'
import { comingOf } from '#night/rounds/seal.ts'
import { silence, type ComingRound } from '#night/rounds/timetable.ts'
import { between, plus, times, type Duration, type Instant } from '#night/time.ts'
import type { Commit } from '#night/history.ts'
import type { Clock } from './clock.ts'

interface Deps {
  readonly clock: Clock
  /** Asks that a round began when it was due. */
  readonly ask: (number: RoundNumber, due: Instant) => Promise<unknown>
}

export interface Seen {
  readonly night: Night
  readonly head: Commit | null
}

export class Following {
  readonly #deps: Deps
  /** Since when nobody hears; null while somebody does, or nobody ever did. */
  #silentSince: Instant | null = null
  #night: Night | null = null
  #cancel: () => void = () => {}

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Whether anybody is connected, to whichever process. */
  set isHeard(isHeard: boolean) {
    if (isHeard) this.#silentSince = null
    else this.#silentSince ??= this.#deps.clock.now()
    this.#arm()
  }

  /**
   * A night as it was left: where a round has run out long ago, no process was there to end it, and
   * nobody heard anything since the newest commit. Settles when all that was due has happened.
   */
  async catchUp(seen: Seen): Promise<void> {
    const { clock } = this.#deps
    this.#night = seen.night
    const round = openRound(seen.night.rounds)
    if (!round || !seen.head || clock.now() < plus(round.endsAt, this.#silence)) return
    this.#silentSince = seen.head.at
    for (let due = this.#due(); due; due = this.#due()) {
      await this.#follow(due)
      if (this.#due()?.number === due.number) break
    }
    this.#arm()
  }

  /** Looks at the night again. */
  watch(night: Night): void {
    this.#night = night
    this.#arm()
  }

  stop(): void {
    this.#cancel()
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
    return coming && this.#deps.clock.now() >= plus(coming.announcedAt, this.#silence)
      ? coming
      : null
  }

  #arm(): void {
    this.#cancel()
    const coming = this.#coming
    if (!coming) return
    const { clock } = this.#deps
    const left = between(clock.now(), plus(coming.announcedAt, this.#silence))
    // What is long due was asked for, and refused.
    if (left < 0) return
    this.#cancel = clock.after(left, () => {
      const due = this.#due()
      if (due) void this.#follow(due)
      else this.#arm()
    })
  }

  #follow({ number, announcedAt }: ComingRound): Promise<unknown> {
    return this.#deps.ask(v.parse(roundNumber, number), announcedAt)
  }
}
