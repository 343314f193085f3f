// The plans of one night: asked for where a command wants one, and made ahead while rounds are near.
import type { NightId } from '#night/ids.ts'
import type { Command, Night } from '#night/night.ts'
import type { Actor } from '#night/order.ts'
import { wantedPlan } from '#night/rounds/wanted.ts'
import type { Planned } from '#night/rounds/seating.ts'
import type { Instant } from '#night/time.ts'
import { Outlook } from './outlook.ts'
import type { Planner } from './planner.ts'
import { Sealer, type Seal } from './sealer.ts'

/** People come in bursts, and a round that starts comes first: looked at once they have settled. */
const settleMs = 1_000

/** Who is connected to this process, as far as it matters to what is made ahead. */
export interface Attended {
  /** A host: somebody reads the outlook. */
  readonly host: boolean
  /** Anybody. */
  readonly here: boolean
  /** When one of them was last heard. */
  readonly heardAt: Instant
}

export interface PlansDeps {
  readonly planner: Planner
  /** Called when the outlook is another. */
  readonly told: () => void
  /** Asks for the rounds to come to be sealed. */
  readonly seal: Seal
}

export class Plans {
  readonly #planner: Planner
  readonly outlook: Outlook
  /** Whether a host is here, who reads the outlook. */
  isWanted = true
  /** Whether anybody is here whose phone takes envelopes. */
  isAttended = false
  readonly #sealer: Sealer
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(night: NightId, { planner, told, seal }: PlansDeps) {
    this.#planner = planner
    this.outlook = new Outlook(night, planner, told)
    this.#sealer = new Sealer(night, planner, seal)
  }

  /** The plan that a host's command wants; null at once where it wants none. */
  for(night: Night, by: Actor, command: Command): Promise<Planned | undefined> | null {
    const input = by.role === 'host' ? wantedPlan(night, command) : null
    return input && this.#planner.plan(input)
  }

  /** Looks at the night a little later: at its outlook, and at the rounds to be sealed. */
  watch(night: Night): void {
    if (this.#timer || !(this.isWanted || this.isAttended)) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      if (this.isAttended) this.#sealer.look(night)
      if (this.isWanted) void this.outlook.look(night)
    }, settleMs)
  }

  stop(): void {
    this.#sealer.stop()
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }
}
