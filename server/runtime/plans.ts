// The plans of one night: asked for where a command wants one, and made ahead while rounds are near.
import type { NightId } from '#night/ids.ts'
import type { Command, Night } from '#night/night.ts'
import type { Actor } from '#night/order.ts'
import { nextInput, wantedPlan } from '#night/rounds/wanted.ts'
import type { Planned } from '#night/rounds/seating.ts'
import { Outlook } from './outlook.ts'
import type { Planner } from './planner.ts'

/** People come in bursts, and a round that starts comes first: looked at once they have settled. */
const settleMs = 1_000

export class Plans {
  readonly #night: NightId
  readonly #planner: Planner
  readonly outlook: Outlook
  /** Whether anybody here may want a plan soon. */
  isWanted = true
  #timer: ReturnType<typeof setTimeout> | null = null

  /** `told` is called when the outlook is another. */
  constructor(night: NightId, planner: Planner, told: () => void) {
    this.#night = night
    this.#planner = planner
    this.outlook = new Outlook(night, planner, told)
  }

  /** The plan that a host's command wants; null at once where it wants none. */
  for(night: Night, by: Actor, command: Command): Promise<Planned | undefined> | null {
    const input = by.role === 'host' ? wantedPlan(night, command) : null
    return input && this.#planner.plan(input)
  }

  /** Looks at the night a little later: at its outlook, and at a plan for the round that is near. */
  watch(night: Night): void {
    if (this.#timer || !this.isWanted) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      const input = areRoundsNear(night) ? nextInput(night) : null
      if (input) this.#planner.ahead(this.#night, input)
      void this.outlook.look(night)
    }, settleMs)
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }
}

/** From the segment before the rounds on, as long as some are left. */
function areRoundsNear({ program, rounds }: Night): boolean {
  if (program.phase !== 'open' || rounds.list.length >= rounds.settings.count) return false
  const left = program.segments.filter((s) => !s.skipped)
  const here = left.findIndex((s) => s.id === program.current)
  return left.slice(here, here + 2).some((s) => s.kind === 'rounds')
}
