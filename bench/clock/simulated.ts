// The same clocks in simulated time, where nothing else delays them: minutes pass in a moment, and the
// same seed gives the same figures on any machine.
import { setImmediate as turn } from 'node:timers/promises'
import { Asking } from '#live/asking.ts'
import { Clock } from '#live/clock.svelte.ts'
import { LocalTime } from '#live/local-time.ts'
import type { Instant } from '#night/time.ts'
import type { Look } from './looks.ts'
import type { Weather } from './weather.ts'

const began = 1_790_000_000_000
const lookEveryMs = 100
const grain = 0.1

/** Timers that fire when the simulation comes to them. */
class Timeline {
  now = 0
  #made = 0
  readonly #due = new Map<number, { readonly at: number; readonly then: () => void }>()

  readonly after = (then: () => void, ms = 0): number => {
    this.#due.set(++this.#made, { at: this.now + ms, then })
    return this.#made
  }

  readonly callOff = (timer: number): void => void this.#due.delete(timer)

  async reach(at: number): Promise<void> {
    for (;;) {
      const [id, next] = [...this.#due].reduce<[number, { at: number; then: () => void } | null]>(
        (soonest, [key, each]) => (each.at < (soonest[1]?.at ?? Infinity) ? [key, each] : soonest),
        [0, null],
      )
      if (!next || next.at > at) break
      this.#due.delete(id)
      this.now = next.at
      next.then()
      // What waits for an answer goes on.
      await turn()
    }
    this.now = at
  }
}

interface Simulated {
  readonly wrongBy: number
  readonly ppm: number
  readonly up: Weather
  readonly down: Weather
}

/** One phone from its welcome on, looked at ten times a second. */
export async function simulated(
  { wrongBy, ppm, up, down }: Simulated,
  lastsMs: number,
): Promise<{ looks: Look[]; asked: number }> {
  const time = new Timeline()
  const real = { set: globalThis.setTimeout, clear: globalThis.clearTimeout }
  Object.assign(globalThis, { setTimeout: time.after, clearTimeout: time.callOff })
  try {
    const local = () => time.now * (1 + ppm * 1e-6)
    const readings = {
      steady: () => Math.floor(local() / grain) * grain,
      wall: () => Math.floor(began + wrongBy + local()),
      isHidden: () => false,
      grain,
    }
    const clock = new Clock(new LocalTime(readings))
    let asked = 0
    const ask = async (): Promise<boolean> => {
      asked++
      const sent = clock.sent()
      await new Promise<void>((there) => time.after(there, up()))
      const serverAt = Math.floor(began + time.now) as Instant
      await new Promise<void>((back) => time.after(back, down()))
      clock.heard(serverAt, sent)
      return true
    }
    const asking = new Asking(clock, ask)
    clock.begin({ offset: 0, rate: 1 })
    // The hello and its welcome are a question and an answer too.
    let since = NaN
    void ask().then(() => {
      since = time.now
      void asking.begin()
    })
    const looks: Look[] = []
    for (let at = lookEveryMs; at < lastsMs; at += lookEveryMs) {
      await time.reach(at)
      if (Number.isNaN(since)) continue
      const error = Math.abs(clock.exactly() - (began + time.now))
      looks.push({ error, bound: clock.boundIn(0), sinceMs: time.now - since })
    }
    asking.stop()
    clock.stop()
    return { looks, asked }
  } finally {
    Object.assign(globalThis, { setTimeout: real.set, clearTimeout: real.clear })
  }
}
