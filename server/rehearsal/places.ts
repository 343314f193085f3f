// Who really sits at which table during a round, and how long somebody sits there alone.
import { between, type Duration, type Instant } from '#night/time.ts'

interface Table {
  readonly people: Set<number>
  /** Since when one of them waits alone. */
  aloneSince: Instant | null
  /** The host has come to sit with them. */
  hasHost: boolean
}

/** People by their position in the cast. */
export class Places {
  /** How long people waited alone once the talking had begun, in the order of its end. */
  readonly waits: Duration[] = []
  readonly #startsAt: Instant
  readonly #tables = new Map<number, Table>()
  readonly #tableOf = new Map<number, number>()

  constructor(startsAt: Instant) {
    this.#startsAt = startsAt
  }

  tableOf(person: number): number | undefined {
    return this.#tableOf.get(person)
  }

  isAlone(person: number): boolean {
    const table = this.#tables.get(this.#tableOf.get(person) ?? 0)
    return table !== undefined && table.people.size === 1 && !table.hasHost
  }

  sit(person: number, table: number, at: Instant): void {
    this.rise(person, at)
    this.#tableOf.set(person, table)
    this.#change(table, at, ({ people }) => people.add(person))
  }

  rise(person: number, at: Instant): void {
    const table = this.#tableOf.get(person)
    if (table === undefined) return
    this.#tableOf.delete(person)
    this.#change(table, at, ({ people }) => people.delete(person))
  }

  hostComes(table: number, at: Instant): void {
    this.#change(table, at, (place) => (place.hasHost = true))
  }

  /** The round is over: nobody waits any more. */
  end(at: Instant): void {
    for (const person of [...this.#tableOf.keys()]) this.rise(person, at)
  }

  #change(number: number, at: Instant, change: (table: Table) => unknown): void {
    const table = this.#tables.get(number) ?? {
      people: new Set(),
      aloneSince: null,
      hasHost: false,
    }
    this.#tables.set(number, table)
    change(table)
    const isAlone = table.people.size === 1 && !table.hasHost
    if (isAlone) table.aloneSince ??= Math.max(at, this.#startsAt) as Instant
    else if (table.aloneSince !== null) {
      if (at > table.aloneSince) this.waits.push(between(table.aloneSince, at))
      table.aloneSince = null
    }
  }
}
