// How long a message is on its way, each way by itself. Messages of one line keep their order.
import { randomOf } from '#night/random.ts'

/** Milliseconds on the way, drawn anew for each message. */
export type Weather = () => number

/** From 0 to 1, without 1. */
function chanceOf(seed: string): () => number {
  const random = randomOf(seed)
  return () => random.next() / 2 ** 32
}

/**
 * A wifi with many on it: a few milliseconds as a rule (log-normal, median 4, one in a hundred above
 * 40), and for one message in fifty a retransmission of 100 to 900.
 */
export function wifi(seed: string): Weather {
  const random = chanceOf(seed)
  return () => {
    if (random() < 0.02) return 100 + 800 * random()
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    return 4 * Math.exp(normal)
  }
}

/** Anything up to 150 ms, one way as unlike the other as can be. */
export function jitter(seed: string): Weather {
  const random = chanceOf(seed)
  return () => 150 * random()
}

/** One direction of a line: what enters comes out later, in its order. */
export class Way {
  readonly #weather: Weather
  #free = 0

  constructor(weather: Weather) {
    this.#weather = weather
  }

  carry(deliver: () => void): void {
    const now = performance.now()
    this.#free = Math.max(this.#free, now + this.#weather())
    setTimeout(deliver, this.#free - now)
  }
}
