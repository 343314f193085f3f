// A device whose clocks a test moves: time passes, somebody sets the wall clock, the phone sleeps.
import { vi } from 'vitest'
import { LocalTime, type Readings } from '#live/local-time.ts'

export class Device {
  isHidden = false
  #steady = 1_234.5
  #wall: number

  constructor(wall = 1_000_250) {
    this.#wall = wall
  }

  /** Awake: both clocks go on, and so do the timers. */
  pass(ms: number, step = 1): void {
    for (let left = ms; left > 0; left -= step) {
      this.#steady += step
      this.#wall += step
      vi.advanceTimersByTime(step)
    }
  }

  /** Both clocks go on before any timer does. */
  lag(ms: number): void {
    this.#steady += ms
    this.#wall += ms
  }

  set(ms: number): void {
    this.#wall += ms
  }

  /** Only the wall clock goes on. */
  sleep(ms: number): void {
    this.isHidden = true
    this.#wall += ms
  }

  get wall(): number {
    return this.#wall
  }

  get readings(): Readings {
    return {
      steady: () => this.#steady,
      wall: () => Math.floor(this.#wall),
      isHidden: () => this.isHidden,
      grain: 0.1,
    }
  }

  localTime(): LocalTime {
    return new LocalTime(this.readings)
  }
}
