// Whom this device's owner met, as tokens that mean nothing to anybody but the two phones: kept only
// where that was said yes to, for a year, on this device alone, and without a name or a night.
import type { Remembered } from '#night/rounds/commands.ts'
import { recall, remember } from './storage.ts'

interface Meeting {
  readonly token: string
  /** `YYYY-MM`. */
  readonly month: string
}

interface Kept {
  /** Null: was never asked. */
  readonly on: boolean | null
  /** Oldest first. */
  readonly list: readonly Meeting[]
}

const longest = 12
/** As many as a server takes. */
const most = 100

const isMeeting = (value: Partial<Meeting> | null): boolean =>
  /^[0-9a-z]{12}$/.test(value?.token ?? '') && /^\d{4}-\d\d$/.test(value?.month ?? '')

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'on' in value &&
  'list' in value &&
  Array.isArray(value.list) &&
  value.list.every(isMeeting)

/** Months from one `YYYY-MM` to another, or to a day of it. */
function monthsBetween(from: string, to: string): number {
  const count = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
  return count(to) - count(from)
}

class Meetings {
  #kept = $state.raw<Kept>({ on: null, list: [] })

  constructor() {
    this.reread()
  }

  /** Whether they are remembered; null until the owner was asked. */
  get on(): boolean | null {
    return this.#kept.on
  }

  get list(): readonly Meeting[] {
    return this.#kept.list
  }

  choose(on: boolean): void {
    this.#keep({ ...this.#kept, on })
  }

  /** Remembers a meeting of a night, by its local date; what is older than a year goes. */
  add(token: string, date: string): void {
    const { on, list } = this.#kept
    if (!on || list.some((m) => m.token === token)) return
    const recent = list.filter((m) => monthsBetween(m.month, date) <= longest)
    this.#keep({ on, list: [...recent, { token, month: date.slice(0, 7) }].slice(-most) })
  }

  /** What a night of this local date is told. */
  toldTo(date: string): Remembered[] {
    if (!this.#kept.on) return []
    return this.#kept.list
      .map(({ token, month }) => ({ token, months: monthsBetween(month, date) }))
      .filter(({ months }) => months >= 0 && months <= longest)
  }

  forget(): void {
    this.#keep({ ...this.#kept, list: [] })
  }

  /** As the device has it: another tab may have changed it. */
  reread(): void {
    this.#kept = recall('meetings', isKept) ?? { on: null, list: [] }
  }

  #keep(kept: Kept): void {
    this.#kept = kept
    remember('meetings', kept)
  }
}

export const meetings = new Meetings()
